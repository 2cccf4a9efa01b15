package foldback.blob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Blobs for tests that need no server: what {@link S3BlobStore} does, until the process ends. Its presigned URLs are true ones, which a
 * server of its own on the loopback interface answers.
 */
public final class InMemoryBlobStore implements BlobStore {
    // Blobs are told apart by their keys; these arrays are never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Blob(byte[] bytes, String contentType) {}

    private record Upload(String key, String contentType, Map<Integer, byte[]> parts) {}

    private final Map<String, Blob> blobs = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final PresignedUrlServer server;

    public InMemoryBlobStore() {
        this(Clock.systemUTC());
    }

    InMemoryBlobStore(Clock clock) {
        server = new PresignedUrlServer(this, clock);
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        blobs.put(BlobKeys.require(key), new Blob(bytes.clone(), contentType));
    }

    @Override
    public void put(String key, Path file, String contentType) {
        try {
            put(key, Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Blob> blob(String key) {
        return Optional.ofNullable(blobs.get(BlobKeys.require(key)));
    }

    private Blob existing(String key) {
        return blob(key).orElseThrow(() -> new NoSuchBlobException(key));
    }

    @Override
    public Optional<Long> size(String key) {
        return blob(key).map(blob -> (long) blob.bytes().length);
    }

    @Override
    public InputStream read(String key) {
        return new ByteArrayInputStream(existing(key).bytes());
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        Ranges.require(offset, length);
        byte[] bytes = existing(key).bytes();
        int from = (int) Math.min(offset, bytes.length);
        int to = (int) Math.min((long) from + length, bytes.length);
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public void delete(String key) {
        blobs.remove(BlobKeys.require(key));
    }

    @Override
    public URI presignedRead(String key, Duration validFor, Optional<String> fileName) {
        return server.urlToRead(BlobKeys.require(key), validFor, ContentDisposition.attachment(fileName));
    }

    @Override
    public String beginUpload(String key, String contentType) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(BlobKeys.require(key), contentType, new ConcurrentSkipListMap<>()));
        return id;
    }

    @Override
    public URI presignedPart(String key, String upload, int number, Duration validFor) {
        UploadedPart.requireNumber(number);
        return server.urlToPut(BlobKeys.require(key), upload, number, validFor);
    }

    /** Keeps a part; returns its tag, if there is such an upload. */
    Optional<String> putPart(String key, String upload, int number, byte[] bytes) {
        return upload(key, upload).map(found -> {
            found.parts().put(number, bytes);
            return tag(bytes);
        });
    }

    private Optional<Upload> upload(String key, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.key().equals(key));
    }

    @Override
    public List<UploadedPart> uploadedParts(String key, String upload) {
        BlobKeys.require(key);
        return upload(key, upload).stream()
                .flatMap(found -> found.parts().entrySet().stream())
                .map(part -> new UploadedPart(part.getKey(), part.getValue().length, tag(part.getValue())))
                .toList();
    }

    @Override
    public void completeUpload(String key, String upload, List<UploadedPart> parts) {
        BlobKeys.require(key);
        var found = upload(key, upload);
        if (found.isEmpty()) {
            existing(key);
            return;
        }
        var whole = new ByteArrayOutputStream();
        for (var part : parts.stream()
                .sorted(Comparator.comparingInt(UploadedPart::number))
                .toList()) {
            byte[] bytes = found.get().parts().get(part.number());
            if (bytes == null || !tag(bytes).equals(part.tag())) {
                throw new BlobsUnavailableException("part %d of %s is another, or none".formatted(part.number(), key));
            }
            whole.writeBytes(bytes);
        }
        blobs.put(key, new Blob(whole.toByteArray(), found.get().contentType()));
        uploads.remove(upload);
    }

    @Override
    public void abortUpload(String key, String upload) {
        BlobKeys.require(key);
        if (upload(key, upload).isPresent()) {
            uploads.remove(upload);
        }
    }

    /** As S3 does for a part: the MD5 of its bytes, in quotation marks. */
    private static String tag(byte[] bytes) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
