package foldback.kit;

import foldback.blob.BlobStore;
import foldback.blob.BucketProvisioner;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.KafkaSecurity;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Uuid7;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The log and the blob store as beans, with their topics and buckets in place before the first use. */
final class Infrastructure {
    /** {@code foldback.kafka.*} */
    @ConfigMapping(prefix = "foldback.kafka")
    interface KafkaConfig {
        String bootstrap();

        @WithDefault("one-host")
        Replication replication();

        /** A file with the settings of Kafka's clients for TLS and SASL; without it, everything goes in the clear. */
        Optional<Path> clientProperties();
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
    EventLog eventLog(KafkaConfig config, KafkaSecurity security) {
        TopicProvisioner.ensure(config.bootstrap(), config.replication(), security);
        return new KafkaEventLog(new KafkaLogSettings(config.bootstrap(), "foldback", security));
    }

    @Produces
    @Singleton
    KafkaSecurity kafkaSecurity(KafkaConfig config) throws IOException {
        Optional<Path> file = config.clientProperties();
        return file.isPresent() ? KafkaSecurity.read(file.get()) : KafkaSecurity.none();
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
