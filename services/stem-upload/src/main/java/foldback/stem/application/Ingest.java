package foldback.stem.application;

import foldback.audio.ingest.IngestRequest;
import foldback.audio.ingest.IngestResult;
import foldback.audio.ingest.StemReport;
import foldback.log.Author;
import foldback.stem.messaging.StemEvent;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stem of an uploaded file: hashes what really arrived, has every sample of it read, and stores what a worker and a screen need. The
 * original stays where it is.
 */
@ApplicationScoped
class Ingest {
    sealed interface Result {
        /**
         * It is one.
         *
         * @param stems one, or one for each channel
         */
        record Ingested(List<Stem> stems) implements Result {}

        record Refused(Upload.Refusal refusal) implements Result {}

        /** It has to be split, and nobody said that it may be. */
        record ManyChannels(int channels) implements Result {}
    }

    private final Workshop workshop;
    private final StemShelf shelf;
    private final StemRows rows;

    Ingest(Workshop workshop, StemShelf shelf, StemRows rows) {
        this.workshop = workshop;
        this.shelf = shelf;
        this.rows = rows;
    }

    /**
     * Ingests an upload whose parts are together.
     *
     * @param split whether a file of more than two channels becomes a stem for each
     */
    Result ingest(Upload upload, Author author, boolean split) {
        return workshop.work(scratch -> ingest(upload, author, split, scratch));
    }

    private Result ingest(Upload upload, Author author, boolean split, Path scratch) throws IOException {
        Path original = scratch.resolve("original");
        String sha256 = shelf.fetch(upload.key(), original);
        if (upload.declaredSha256() != null && !sha256.equals(upload.declaredSha256())) {
            return new Result.Refused(new Upload.Refusal(
                    "sha256-differs",
                    upload.fileName() + " arrived with other bytes than were announced: its SHA-256 is " + sha256
                            + ", not " + upload.declaredSha256() + ". Upload it again.",
                    null));
        }
        IngestRequest request = workshop.request(original, upload.fileName(), scratch.resolve("whole"), null, null);
        return switch (workshop.run(request)) {
            case IngestResult.Refused refused -> refused(refused);
            case IngestResult.Ready ready ->
                new Result.Ingested(List.of(take(upload, author, upload.fileName(), ready.report(), request, sha256)));
            case IngestResult.ManyChannels many ->
                split
                        ? split(upload, author, original, many.channels(), scratch)
                        : new Result.ManyChannels(many.channels());
        };
    }

    private Result split(Upload upload, Author author, Path original, int channels, Path scratch) throws IOException {
        List<Stem> all = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            String name = channelName(upload.fileName(), channel + 1);
            IngestRequest request =
                    workshop.request(original, name, scratch.resolve("channel-" + channel), channel, null);
            switch (workshop.run(request)) {
                case IngestResult.Ready ready -> all.add(take(upload, author, name, ready.report(), request, null));
                case IngestResult.Refused refused -> {
                    return refused(refused);
                }
                case IngestResult.ManyChannels many ->
                    throw new IllegalStateException("one channel has " + many.channels());
            }
        }
        return new Result.Ingested(all);
    }

    private static String channelName(String fileName, int channel) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0
                ? fileName + " " + channel
                : fileName.substring(0, dot) + " " + channel + fileName.substring(dot);
    }

    private Stem take(
            Upload upload,
            Author author,
            String fileName,
            StemReport report,
            IngestRequest made,
            @Nullable String sourceSha256) {
        Stem stem = shelf.store(fileName, report, made);
        Destination to = upload.destination();
        shelf.append(
                new StemEvent.StemIngested(
                        stem, sourceSha256, StemFinding.of(report.findings()), to.session(), to.workspace()),
                stem.hash(),
                to.session(),
                author);
        return rows.find(stem.hash(), to.workspace()).orElse(stem);
    }

    private static Result refused(IngestResult.Refused refused) {
        return new Result.Refused(new Upload.Refusal(
                refused.refusal().reason().slug(),
                refused.refusal().sentence(),
                refused.refusal().atByte()));
    }
}
