package foldback.blob;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes an S3 server hold the bucket that {@link S3Settings#bucket} names, with the rules of {@link Buckets}. Every service
 * may call it when it starts, several at once.
 */
public final class BucketProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(BucketProvisioner.class);
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(250);

    private final Buckets buckets;
    private final Duration answerWithin;

    public BucketProvisioner(Buckets buckets, Duration answerWithin) {
        this.buckets = buckets;
        this.answerWithin = answerWithin;
    }

    /**
     * {@link #provision} with {@code infra/s3/buckets.json} and a minute to answer in.
     *
     * @param origins the pages that may reach the bucket, as {@code https://foldback.example}
     */
    public static void ensure(S3Settings settings, Collection<URI> origins) {
        new BucketProvisioner(Buckets.load(), Duration.ofMinutes(1)).provision(settings, origins);
    }

    /**
     * Creates the bucket if it is missing, and says which pages may reach it.
     *
     * @throws BlobsUnavailableException if the server does not answer in time, or refuses
     */
    public void provision(S3Settings settings, Collection<URI> origins) {
        long deadline = System.nanoTime() + answerWithin.toNanos();
        try (S3Client client = S3Clients.client(settings)) {
            createIfMissing(client, settings.bucket(), deadline);
            if (buckets.audio().corsAllowsOrigin() && !origins.isEmpty()) {
                allow(client, settings.bucket(), origins);
            }
        } catch (SdkException e) {
            throw new BlobsUnavailableException(
                    "bucket %s at %s: %s".formatted(settings.bucket(), settings.endpoint(), e.getMessage()), e);
        }
    }

    /** A server that starts at the same time as the service does not listen yet: asks until it does. */
    private static void createIfMissing(S3Client client, String bucket, long deadline) {
        while (true) {
            try {
                if (!exists(client, bucket)) {
                    create(client, bucket);
                }
                return;
            } catch (SdkClientException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(SdkClientException reason) {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private static boolean exists(S3Client client, String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static void create(S3Client client, String bucket) {
        try {
            client.createBucket(request -> request.bucket(bucket));
            LOG.info("bucket created name={}", bucket);
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // Another service that starts at the same moment was faster; if the bucket is a stranger's, the look says
            // so.
            client.headBucket(request -> request.bucket(bucket));
        }
    }

    private static void allow(S3Client client, String bucket, Collection<URI> origins) {
        List<String> allowed = origins.stream().map(URI::toString).sorted().toList();
        CORSRule rule = CORSRule.builder()
                .allowedOrigins(allowed)
                .allowedMethods("GET", "HEAD", "PUT")
                .allowedHeaders("*")
                .exposeHeaders(S3Cors.EXPOSED_HEADERS)
                .maxAgeSeconds(S3Cors.MAX_AGE_SECONDS)
                .build();
        try {
            client.putBucketCors(
                    request -> request.bucket(bucket).corsConfiguration(cors -> cors.corsRules(List.of(rule))));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED) {
                throw e;
            }
            LOG.info("bucket CORS is the server's own setting name={} origins={}", bucket, allowed);
        }
    }
}
