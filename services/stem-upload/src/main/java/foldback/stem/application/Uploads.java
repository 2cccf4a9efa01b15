package foldback.stem.application;

import foldback.blob.BlobStore;
import foldback.blob.UploadedPart;
import foldback.stem.persistence.StemRows;
import foldback.stem.persistence.UploadRows;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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
    /** {@code foldback.stems.*} */
    @ConfigMapping(prefix = "foldback.stems")
    interface Settings {
        /** The largest file that is taken. */
        @WithDefault("8589934592")
        long maxFileBytes();
    }

    /** More than the store's smallest, so that a stem of some minutes is a handful of parts. */
    private static final long SMALLEST_PART_BYTES = Math.max(8L << 20, UploadedPart.MIN_BYTES);

    private static final Duration LINK_VALID_FOR = Duration.ofHours(2);

    /** What came of a declaration. */
    public sealed interface Declared {
        /** The file is a stem already: nothing has to be sent. */
        record Present(Stem stem) implements Declared {}

        record Open(Upload upload, List<Part> parts) implements Declared {}

        record TooLarge(long maxFileBytes) implements Declared {}
    }

    /** A part to send, or sent. */
    public record Part(int number, long offset, long bytes, URI url, boolean present) {}

    /** What came of completing an upload. */
    public sealed interface Completed {
        record Present(Stem stem) implements Completed {}

        record Refused(String fileName, Upload.Refusal refusal) implements Completed {}

        record PartsMissing(List<Integer> missing) implements Completed {}

        /** Somebody else is completing it just now. */
        record Ingesting() implements Completed {}

        record NoSuchUpload() implements Completed {}
    }

    private final Settings settings;
    private final UploadRows rows;
    private final StemRows stems;
    private final BlobStore blobs;
    private final Ingest ingest;

    Uploads(Settings settings, UploadRows rows, StemRows stems, BlobStore blobs, Ingest ingest) {
        this.settings = settings;
        this.rows = rows;
        this.stems = stems;
        this.blobs = blobs;
        this.ingest = ingest;
    }

    /**
     * Begins an upload, unless the file is a stem already.
     *
     * @param bytes from 1 on
     * @param sha256 of the file, if the sender knows it
     */
    public Declared declare(String author, String fileName, long bytes, @Nullable String sha256) {
        Optional<Stem> known = Optional.ofNullable(sha256).flatMap(stems::ofSourceFile);
        if (known.isPresent()) {
            return new Declared.Present(known.get());
        }
        if (bytes > settings.maxFileBytes()) {
            return new Declared.TooLarge(settings.maxFileBytes());
        }
        UUID id = UUID.randomUUID();
        String storeUpload = blobs.beginUpload("uploads/" + id, "application/octet-stream");
        long partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceilDiv(bytes, UploadedPart.MAX_NUMBER));
        Upload upload = new Upload(id, fileName, bytes, sha256, partBytes, storeUpload, Upload.State.OPEN, null, null);
        rows.add(upload, author);
        return new Declared.Open(upload, parts(upload));
    }

    public Optional<Upload> find(UUID id) {
        return rows.find(id);
    }

    public Optional<Stem> stem(String hash) {
        return stems.find(hash);
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

    /** Puts the parts together, verifies the file, and makes a stem of it. Completing twice gives the same answer. */
    public Completed complete(UUID id, String author) {
        Optional<Upload> found = rows.find(id);
        if (found.isEmpty()) {
            return new Completed.NoSuchUpload();
        }
        Upload upload = found.get();
        if (upload.state() == Upload.State.PRESENT && upload.stem() != null) {
            return new Completed.Present(stems.find(upload.stem()).orElseThrow());
        }
        if (upload.refusal() != null) {
            return new Completed.Refused(upload.fileName(), upload.refusal());
        }
        if (!rows.take(id)) {
            return new Completed.Ingesting();
        }
        boolean settled = false;
        try {
            Completed completed = ingest(upload, author);
            settled = !(completed instanceof Completed.PartsMissing);
            return completed;
        } finally {
            if (!settled) {
                rows.giveBack(id);
            }
        }
    }

    private Completed ingest(Upload upload, String author) {
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
        return switch (ingest.ingest(upload, author)) {
            case Ingest.Result.Ingested ingested -> {
                rows.present(upload.id(), ingested.stem().hash());
                yield new Completed.Present(ingested.stem());
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
                rows.remove(id);
            }
        });
    }
}
