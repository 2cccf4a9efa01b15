package foldback.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Blobs in a bucket of an S3 server. Safe for use by many threads. */
public final class S3BlobStore implements BlobStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);

    /**
     * How much goes in one request. Servers hold a signed body in memory until its signature is proven, and 10 000 parts of this
     * size, the most that S3 takes, make 80 GB: no audio file is larger.
     */
    private static final int PART_BYTES = 8 << 20;

    private static final int LIST_PAGE = 1_000;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final URI endpoint;

    public S3BlobStore(S3Settings settings) {
        this.client = S3Clients.client(settings);
        this.presigner = S3Clients.presigner(settings);
        this.bucket = settings.bucket();
        this.endpoint = settings.endpoint();
    }

    /** A stretch of something that can be opened as often as a request is tried. */
    private interface Source {
        InputStream from(long offset, int length) throws IOException;
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        put(key, bytes.length, (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, length), contentType);
    }

    @Override
    public void put(String key, Path file, String contentType) {
        try {
            put(key, Files.size(file), (offset, length) -> open(file, offset), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The stream owns the channel, and the SDK closes the stream.
    @SuppressWarnings("MustBeClosedChecker")
    private static InputStream open(Path file, long offset) throws IOException {
        return Channels.newInputStream(FileChannel.open(file).position(offset));
    }

    private void put(String key, long bytes, Source source, String contentType) {
        BlobKeys.require(key);
        if (bytes > PART_BYTES) {
            putInParts(key, bytes, source, contentType);
            return;
        }
        asking(
                "put " + key,
                () -> client.putObject(
                        request -> request.bucket(bucket).key(key).contentType(contentType),
                        body(source, 0, (int) bytes, contentType)));
    }

    private void putInParts(String key, long bytes, Source source, String contentType) {
        String upload = beginUpload(key, contentType);
        try {
            var parts = new ArrayList<UploadedPart>();
            for (long offset = 0; offset < bytes; offset += PART_BYTES) {
                int length = (int) Math.min(PART_BYTES, bytes - offset);
                parts.add(putPart(key, upload, parts.size() + 1, body(source, offset, length, contentType), length));
            }
            completeUpload(key, upload, parts);
        } catch (RuntimeException e) {
            abandon(key, upload, e);
            throw e;
        }
    }

    private UploadedPart putPart(String key, String upload, int number, RequestBody body, int length) {
        var answer = asking(
                "put part %d of %s".formatted(number, key),
                () -> client.uploadPart(
                        request ->
                                request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        body));
        return new UploadedPart(number, length, answer.eTag());
    }

    private void abandon(String key, String upload, RuntimeException reason) {
        try {
            abortUpload(key, upload);
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
            LOG.warn("parts left behind key={} upload={}", key, upload, e);
        }
    }

    private static RequestBody body(Source source, long offset, int length, String contentType) {
        ContentStreamProvider provider = () -> {
            try {
                return source.from(offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return RequestBody.fromContentProvider(provider, length, contentType);
    }

    @Override
    public Optional<Long> size(String key) {
        BlobKeys.require(key);
        try {
            return Optional.of(asking(
                            key,
                            () -> client.headObject(
                                    request -> request.bucket(bucket).key(key)))
                    .contentLength());
        } catch (NoSuchBlobException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String key) {
        BlobKeys.require(key);
        return asking(
                key, () -> client.getObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        BlobKeys.require(key);
        Ranges.require(offset, length);
        if (length == 0) {
            return size(key).map(size -> new byte[0]).orElseThrow(() -> new NoSuchBlobException(key));
        }
        try {
            return client.getObjectAsBytes(request ->
                            request.bucket(bucket).key(key).range("bytes=%d-%d".formatted(offset, offset + length - 1)))
                    .asByteArrayUnsafe();
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return new byte[0];
            }
            throw translated(key, e);
        } catch (SdkException e) {
            throw translated(key, e);
        }
    }

    @Override
    public void delete(String key) {
        BlobKeys.require(key);
        asking(
                "delete " + key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public URI presignedRead(String key, Duration validFor, Optional<String> fileName) {
        BlobKeys.require(key);
        var request = GetObjectRequest.builder().bucket(bucket).key(key);
        ContentDisposition.attachment(fileName).ifPresent(request::responseContentDisposition);
        return URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(validFor).getObjectRequest(request.build()))
                .url()
                .toExternalForm());
    }

    @Override
    public String beginUpload(String key, String contentType) {
        BlobKeys.require(key);
        return asking(
                        "begin upload of " + key,
                        () -> client.createMultipartUpload(
                                request -> request.bucket(bucket).key(key).contentType(contentType)))
                .uploadId();
    }

    @Override
    public URI presignedPart(String key, String upload, int number, Duration validFor) {
        BlobKeys.require(key);
        UploadedPart.requireNumber(number);
        return URI.create(presigner
                .presignUploadPart(presign -> presign.signatureDuration(validFor)
                        .uploadPartRequest(request ->
                                request.bucket(bucket).key(key).uploadId(upload).partNumber(number)))
                .url()
                .toExternalForm());
    }

    @Override
    public List<UploadedPart> uploadedParts(String key, String upload) {
        BlobKeys.require(key);
        try {
            return client
                    .listPartsPaginator(request ->
                            request.bucket(bucket).key(key).uploadId(upload).maxParts(LIST_PAGE))
                    .parts()
                    .stream()
                    .map(part -> new UploadedPart(part.partNumber(), part.size(), part.eTag()))
                    .sorted(Comparator.comparingInt(UploadedPart::number))
                    .toList();
        } catch (NoSuchUploadException e) {
            return List.of();
        } catch (SdkException e) {
            throw translated(key, e);
        }
    }

    @Override
    public void completeUpload(String key, String upload, List<UploadedPart> parts) {
        BlobKeys.require(key);
        var completed = parts.stream()
                .sorted(Comparator.comparingInt(UploadedPart::number))
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .build())
                .toList();
        try {
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(made -> made.parts(completed)));
        } catch (NoSuchUploadException e) {
            // The answer to an earlier attempt may have been lost on its way.
            if (size(key).isEmpty()) {
                throw new NoSuchBlobException(key);
            }
        } catch (SdkException e) {
            throw translated(key, e);
        }
    }

    @Override
    public void abortUpload(String key, String upload) {
        BlobKeys.require(key);
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (NoSuchUploadException e) {
            LOG.debug("nothing to abort key={} upload={}", key, upload);
        } catch (SdkException e) {
            throw translated(key, e);
        }
    }

    private <T> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw translated(what, e);
        }
    }

    private RuntimeException translated(String what, SdkException e) {
        if (e instanceof NoSuchKeyException) {
            return new NoSuchBlobException(what);
        }
        return new BlobsUnavailableException("S3 at %s: %s: %s".formatted(endpoint, what, e.getMessage()), e);
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}
