package foldback.audio.ingest;

import foldback.audio.Refusal;

/** What came of a file. */
public sealed interface IngestResult {
    /** The folder holds the stem's files. */
    record Ready(StemReport report) implements IngestResult {}

    record Refused(Refusal refusal) implements IngestResult {}

    /** It can be taken channel by channel. */
    record ManyChannels(int channels) implements IngestResult {}
}
