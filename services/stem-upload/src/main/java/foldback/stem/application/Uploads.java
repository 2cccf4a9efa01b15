package foldback.stem.application;

import foldback.blob.BlobStore;
import foldback.blob.UploadedPart;
import foldback.log.Author;
import foldback.stem.messaging.StemEvent;
import foldback.stem.persistence.StemRows;
import foldback.stem.persistence.UploadRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Uploads: declared, sent in parts straight to the blob store, completed. What the store lists is the truth for resuming. */
@ApplicationScoped
public class Uploads {
    /** More than the store's smallest, so that a stem of some minutes is a handful of parts. */
    private static final long SMALLEST_PART_BYTES = Math.max(8L << 20, UploadedPart.MIN_BYTES);

    private static final Duration LINK_VALID_FOR = Duration.ofHours(2);

    /** What came of a declaration. */
    public sealed interface Declared {
        /** The file is a stem already: nothing has to be sent. */
        record Present(Stem stem) implements Declared {}

        record Open(Upload upload, List<Part> parts) implements Declared {}

        record TooLarge(long maxFileBytes) implements Declared {}

        record OverQuota(Limits limits) implements Declared {}
    }

    /** A part to send, or sent. */
    public record Part(int number, long offset, long bytes, URI url, boolean present) {}

    /**
     * What is taken, told before the first byte.
     *
     * @param usedBytes of all stems, and of what is on its way
     * @param encodedFiles whether FLAC, MP3 and the like are read here
     */
    public record Limits(long maxFileBytes, long quotaBytes, long usedBytes, boolean encodedFiles) {}

    /** What came of completing an upload. */
    public sealed interface Completed {
        /**
         * It is there.
         *
         * @param stems one, or one for each channel of a file that was split
         */
        record Present(List<Stem> stems) implements Completed {}

        /** It has more than two, and nobody said that it should be split. Everything is kept. */
        record ManyChannels(String fileName, int channels) implements Completed {}

        record Refused(String fileName, Upload.Refusal refusal) implements Completed {}

        record PartsMissing(List<Integer> missing) implements Completed {}

        /** Somebody else is completing it just now. */
        record Ingesting() implements Completed {}

        record NoSuchUpload() implements Completed {}
    }

    private final StemSettings settings;
    private final UploadRows rows;
    private final StemRows stems;
    private final BlobStore blobs;
    private final Ingest ingest;
    private final StemShelf shelf;
    private final Workshop workshop;

    Uploads(
            StemSettings settings,
            UploadRows rows,
            StemRows stems,
            BlobStore blobs,
            Ingest ingest,
            StemShelf shelf,
            Workshop workshop) {
        this.settings = settings;
        this.rows = rows;
        this.stems = stems;
        this.blobs = blobs;
        this.ingest = ingest;
        this.shelf = shelf;
        this.workshop = workshop;
    }

    /**
     * Begins an upload, unless the file is a stem already, or the same person has begun to send it: then that goes on.
     *
     * @param bytes from 1 on
     * @param sha256 of the file, if the sender knows it
     * @param session that it is for; null if for none
     */
    public Declared declare(
            Author author, String fileName, long bytes, @Nullable String sha256, @Nullable String session) {
        Optional<Stem> known = Optional.ofNullable(sha256).flatMap(stems::ofSourceFile);
        if (known.isPresent()) {
            reuse(known.get(), session, author);
            return new Declared.Present(known.get());
        }
        Optional<Upload> begun =
                Optional.ofNullable(sha256).flatMap(hash -> rows.open(hash, bytes, author.name(), session));
        if (begun.isPresent()) {
            return new Declared.Open(begun.get(), parts(begun.get()));
        }
        if (bytes > settings.maxFileBytes()) {
            return new Declared.TooLarge(settings.maxFileBytes());
        }
        Limits limits = limits();
        if (bytes > limits.quotaBytes() - limits.usedBytes()) {
            return new Declared.OverQuota(limits);
        }
        UUID id = UUID.randomUUID();
        String storeUpload = blobs.beginUpload("uploads/" + id, "application/octet-stream");
        long partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceilDiv(bytes, UploadedPart.MAX_NUMBER));
        Upload upload = new Upload(
                id, fileName, bytes, sha256, partBytes, storeUpload, Upload.State.OPEN, session, List.of(), null);
        rows.add(upload, author.name());
        return new Declared.Open(upload, parts(upload));
    }

    private void reuse(Stem stem, @Nullable String session, Author author) {
        if (session != null && !stems.sessions(stem.hash()).contains(session)) {
            shelf.append(new StemEvent.StemReused(stem.hash(), session), stem.hash(), session, author);
        }
    }

    public Limits limits() {
        return new Limits(
                settings.maxFileBytes(),
                settings.quotaBytes(),
                stems.bytes() + rows.bytesUnderWay(),
                workshop.readsEncodedFiles());
    }

    public Optional<Upload> find(UUID id) {
        return rows.find(id);
    }

    public Optional<Stem> stem(String hash) {
        return stems.find(hash);
    }

    /** What was found in a stem; empty if nobody looked. */
    public Optional<List<StemFinding>> findings(String hash) {
        return stems.findings(hash);
    }

    /** The sessions that a stem was brought into. */
    public List<String> sessions(String hash) {
        return stems.sessions(hash);
    }

    /** What an upload became. */
    public List<Stem> stemsOf(Upload upload) {
        return upload.stems().stream()
                .flatMap(hash -> stems.find(hash).stream())
                .toList();
    }

    /** Every part of an open upload, with a fresh URL, and whether the store has it. */
    public List<Part> parts(Upload upload) {
        var present = blobs.uploadedParts(upload.key(), upload.storeUpload()).stream()
                .filter(part ->
                        part.number() <= upload.partCount() && part.bytes() == upload.bytesOfPart(part.number()))
                .map(UploadedPart::number)
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(1, upload.partCount())
                .mapToObj(number -> new Part(
                        number,
                        (number - 1) * upload.partBytes(),
                        upload.bytesOfPart(number),
                        blobs.presignedPart(upload.key(), upload.storeUpload(), number, LINK_VALID_FOR),
                        present.contains(number)))
                .toList();
    }

    /**
     * Puts the parts together, verifies the file, and makes a stem of it. Completing twice gives the same answer.
     *
     * @param split whether a file of more than two channels becomes a stem for each
     */
    public Completed complete(UUID id, Author author, boolean split) {
        Optional<Upload> found = rows.find(id);
        if (found.isEmpty()) {
            return new Completed.NoSuchUpload();
        }
        Upload upload = found.get();
        if (upload.state() == Upload.State.PRESENT) {
            return new Completed.Present(stemsOf(upload));
        }
        if (upload.refusal() != null) {
            return new Completed.Refused(upload.fileName(), upload.refusal());
        }
        if (!rows.take(id)) {
            return new Completed.Ingesting();
        }
        boolean settled = false;
        try {
            Completed completed = ingest(upload, author, split);
            settled = !(completed instanceof Completed.PartsMissing || completed instanceof Completed.ManyChannels);
            return completed;
        } finally {
            if (!settled) {
                rows.giveBack(id);
            }
        }
    }

    private Completed ingest(Upload upload, Author author, boolean split) {
        if (blobs.size(upload.key()).isEmpty()) {
            List<Integer> missing = parts(upload).stream()
                    .filter(part -> !part.present())
                    .map(Part::number)
                    .toList();
            if (!missing.isEmpty()) {
                return new Completed.PartsMissing(missing);
            }
            blobs.completeUpload(
                    upload.key(), upload.storeUpload(), blobs.uploadedParts(upload.key(), upload.storeUpload()));
        }
        return switch (ingest.ingest(upload, author, split)) {
            case Ingest.Result.ManyChannels many -> new Completed.ManyChannels(upload.fileName(), many.channels());
            case Ingest.Result.Ingested ingested -> {
                rows.present(
                        upload.id(), ingested.stems().stream().map(Stem::hash).toList());
                yield new Completed.Present(ingested.stems());
            }
            case Ingest.Result.Refused refused -> {
                rows.refused(upload.id(), refused.refusal());
                blobs.delete(upload.key());
                yield new Completed.Refused(upload.fileName(), refused.refusal());
            }
        };
    }

    /** Drops an upload and what had arrived of it. A stem that it became stays. */
    public void cancel(UUID id) {
        rows.find(id).ifPresent(upload -> {
            if (upload.state() == Upload.State.OPEN) {
                blobs.abortUpload(upload.key(), upload.storeUpload());
                blobs.delete(upload.key());
                rows.remove(id);
            }
        });
    }
}
