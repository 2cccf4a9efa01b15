package foldback.kit;

import foldback.blob.BlobStore;
import foldback.blob.BucketProvisioner;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Uuid7;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/** The log and the blob store as beans, with their topics and buckets in place before the first use. */
final class Infrastructure {
    /** {@code foldback.kafka.*} */
    @ConfigMapping(prefix = "foldback.kafka")
    interface KafkaConfig {
        String bootstrap();

        @WithDefault("one-host")
        Replication replication();
    }

    /** {@code foldback.s3.*} */
    @ConfigMapping(prefix = "foldback.s3")
    interface S3Config {
        URI endpoint();

        /** What browsers and other clients see in presigned URLs. */
        URI publicEndpoint();

        String region();

        String accessKey();

        String secretKey();

        String bucket();
    }

    @Produces
    @ApplicationScoped
    EventLog eventLog(KafkaConfig config) {
        TopicProvisioner.ensure(config.bootstrap(), config.replication());
        return new KafkaEventLog(new KafkaLogSettings(config.bootstrap(), "foldback"));
    }

    void close(@Disposes EventLog log) {
        log.close();
    }

    @Produces
    @ApplicationScoped
    BlobStore blobStore(S3Config config, FrontDoor.Settings door) {
        S3Settings settings = new S3Settings(
                config.endpoint(),
                config.publicEndpoint(),
                config.region(),
                config.accessKey(),
                config.secretKey(),
                config.bucket());
        BucketProvisioner.ensure(settings, door.origins());
        return new S3BlobStore(settings);
    }

    void close(@Disposes BlobStore blobs) {
        blobs.close();
    }

    @Produces
    @Singleton
    Uuid7 uuid7() {
        return new Uuid7();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
