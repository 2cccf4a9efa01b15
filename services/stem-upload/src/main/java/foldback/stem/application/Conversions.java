package foldback.stem.application;

import foldback.audio.ingest.IngestRequest;
import foldback.audio.ingest.IngestResult;
import foldback.log.Author;
import foldback.stem.messaging.StemEvent;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Stems made of stems: at another rate, or with another number of channels. The one they are made of stays. */
@ApplicationScoped
public class Conversions {
    /** What came of it. */
    public sealed interface Result {
        record Converted(Stem stem) implements Result {}

        record Refused(Upload.Refusal refusal) implements Result {}

        record NoSuchStem() implements Result {}
    }

    private final Workshop workshop;
    private final StemShelf shelf;
    private final StemRows rows;

    Conversions(Workshop workshop, StemShelf shelf, StemRows rows) {
        this.workshop = workshop;
        this.shelf = shelf;
        this.rows = rows;
    }

    /**
     * Makes the stem, unless it was made before.
     *
     * @param channels 1 or 2
     * @param to where it is to be
     */
    public Result convert(String hash, int sampleRate, int channels, Destination to, Author author) {
        Optional<Stem> from = rows.find(hash);
        if (from.isEmpty()) {
            return new Result.NoSuchStem();
        }
        if (from.get().sampleRate() == sampleRate && from.get().channels() == channels) {
            return brought(from.get(), to, author);
        }
        Optional<Stem> before = rows.converted(hash, sampleRate, channels);
        if (before.isPresent()) {
            return brought(before.get(), to, author);
        }
        return workshop.work(scratch ->
                convert(from.get(), new IngestRequest.Conversion(sampleRate, channels), to, author, scratch));
    }

    /** What is there already, for whoever asked for it. */
    private Result brought(Stem stem, Destination to, Author author) {
        shelf.bring(stem, null, to, author);
        return new Result.Converted(rows.find(stem.hash(), to.workspace()).orElse(stem));
    }

    private Result convert(Stem from, IngestRequest.Conversion as, Destination to, Author author, Path scratch)
            throws IOException {
        Path original = scratch.resolve("original");
        shelf.fetch(StemKeys.audio(from.hash()), original);
        IngestRequest request = workshop.request(original, from.fileName(), scratch.resolve("made"), null, as);
        return switch (workshop.run(request)) {
            case IngestResult.Ready ready -> {
                Stem stem = shelf.store(from.fileName(), ready.report(), request);
                shelf.append(
                        new StemEvent.StemConverted(
                                stem,
                                from.hash(),
                                StemFinding.of(ready.report().findings()),
                                to.session(),
                                to.workspace()),
                        stem.hash(),
                        to.session(),
                        author);
                yield new Result.Converted(
                        rows.find(stem.hash(), to.workspace()).orElse(stem));
            }
            case IngestResult.Refused refused ->
                new Result.Refused(new Upload.Refusal(
                        refused.refusal().reason().slug(),
                        refused.refusal().sentence(),
                        refused.refusal().atByte()));
            case IngestResult.ManyChannels many ->
                throw new IllegalStateException("a stem has " + many.channels() + " channels");
        };
    }
}
