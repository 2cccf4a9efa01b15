package foldback.stem.application;

import foldback.blob.BlobStore;
import foldback.blob.UploadedPart;
import foldback.kit.access.StemGate;
import foldback.kit.identity.WorkspaceRole;
import foldback.log.Author;
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

        /** The workspace has no room for it. */
        record OverQuota(Limits limits) implements Declared {}

        /** Nobody has. */
        record StoreFull() implements Declared {}
    }

    /** A part to send, or sent. */
    public record Part(int number, long offset, long bytes, URI url, boolean present) {}

    /**
     * What is taken, told before the first byte.
     *
     * @param quotaBytes of a workspace; null where none was named
     * @param usedBytes of its stems, and of what is on its way to it
     * @param encodedFiles whether FLAC, MP3 and the like are read here
     */
    public record Limits(
            long maxFileBytes,
            @Nullable Long quotaBytes,
            @Nullable Long usedBytes,
            boolean encodedFiles) {}

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
    private final StemGate gate;

    Uploads(
            StemSettings settings,
            UploadRows rows,
            StemRows stems,
            BlobStore blobs,
            Ingest ingest,
            StemShelf shelf,
            Workshop workshop,
            StemGate gate) {
        this.settings = settings;
        this.rows = rows;
        this.stems = stems;
        this.blobs = blobs;
        this.ingest = ingest;
        this.shelf = shelf;
        this.workshop = workshop;
        this.gate = gate;
    }

    /**
     * Begins an upload, unless the file is a stem already where the caller is an engineer, or they have begun to send it: then that goes on. That it
     * is a stem elsewhere nobody is told: the bytes have to come, and are kept once.
     *
     * @param bytes from 1 on
     * @param sha256 of the file, if the sender knows it
     */
    public Declared declare(Author author, String fileName, long bytes, @Nullable String sha256, Destination to) {
        Optional<Stem> known = Optional.ofNullable(sha256)
                .flatMap(stems::ofSourceFile)
                .filter(stem ->
                        gate.through(stem.hash(), WorkspaceRole.ENGINEER).isPresent());
        if (known.isPresent()) {
            return reuse(known.get(), fileName, to, author);
        }
        Optional<Upload> begun = Optional.ofNullable(sha256).flatMap(hash -> rows.open(hash, bytes, author.name(), to));
        if (begun.isPresent()) {
            return new Declared.Open(begun.get(), parts(begun.get()));
        }
        if (bytes > settings.maxFileBytes()) {
            return new Declared.TooLarge(settings.maxFileBytes());
        }
        if (!hasRoom(to.workspace(), bytes)) {
            return new Declared.OverQuota(limits(to.workspace()));
        }
        if (bytes > settings.quotaBytes() - stems.bytes() - rows.bytesUnderWay()) {
            return new Declared.StoreFull();
        }
        UUID id = UUID.randomUUID();
        String storeUpload = blobs.beginUpload("uploads/" + id, "application/octet-stream");
        long partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceilDiv(bytes, UploadedPart.MAX_NUMBER));
        Upload upload = new Upload(
                id,
                fileName,
                bytes,
                sha256,
                partBytes,
                storeUpload,
                Upload.State.OPEN,
                to.session(),
                to.workspace(),
                List.of(),
                null);
        rows.add(upload, author.name());
        return new Declared.Open(upload, parts(upload));
    }

    private Declared reuse(Stem stem, String fileName, Destination to, Author author) {
        if (!stems.isHeldBy(to.workspace(), stem.hash()) && !hasRoom(to.workspace(), stem.bytes())) {
            return new Declared.OverQuota(limits(to.workspace()));
        }
        shelf.bring(stem, fileName, to, author);
        return new Declared.Present(stems.find(stem.hash(), to.workspace()).orElse(stem));
    }

    /** Whether so many bytes more fit into what a workspace may have. */
    public boolean hasRoom(UUID workspace, long bytes) {
        return bytes <= settings.workspaceQuotaBytes() - used(workspace);
    }

    private long used(UUID workspace) {
        return stems.bytes(workspace) + rows.bytesUnderWay(workspace);
    }

    /** What is taken anywhere. */
    public Limits limits() {
        return new Limits(settings.maxFileBytes(), null, null, workshop.readsEncodedFiles());
    }

    /** What a workspace may upload. */
    public Limits limits(UUID workspace) {
        return new Limits(
                settings.maxFileBytes(), settings.workspaceQuotaBytes(), used(workspace), workshop.readsEncodedFiles());
    }

    public Optional<Upload> find(UUID id) {
        return rows.find(id);
    }

    /** A stem as a workspace knows it. */
    public Optional<Stem> stem(String hash, UUID workspace) {
        return stems.find(hash, workspace);
    }

    /** What was found in a stem; empty if nobody looked. */
    public Optional<List<StemFinding>> findings(String hash, UUID workspace) {
        return stems.findings(hash, workspace);
    }

    /** The sessions that a stem was brought into. */
    public List<String> sessions(String hash) {
        return stems.sessions(hash);
    }

    /** What an upload became. */
    public List<Stem> stemsOf(Upload upload) {
        return upload.stems().stream()
                .flatMap(hash -> stems.find(hash, upload.destination().workspace()).stream())
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
