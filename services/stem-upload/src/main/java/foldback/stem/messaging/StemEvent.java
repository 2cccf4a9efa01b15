package foldback.stem.messaging;

import foldback.stem.application.Stem;

/** What happened to a stem. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface StemEvent {
    /**
     * A file was verified and made ready to render.
     *
     * @param sourceSha256 of the file as it was uploaded
     */
    record StemIngested(Stem stem, String sourceSha256) implements StemEvent {}
}
