package foldback.render.worker;

import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.kit.LogEntries;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.KafkaSecurity;
import foldback.log.Uuid7;
import foldback.render.messaging.RenderQueue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Workers and nothing else, for a machine that only renders: they need the queue, the log and the blob store, and neither a database nor the
 * service. Configured as the service is ({@code FOLDBACK_KAFKA_BOOTSTRAP}, {@code FOLDBACK_S3_...}, {@code FOLDBACK_RENDER_...}); {@code
 * FOLDBACK_RENDER_NODE} is what its workers are called by.
 */
public final class WorkerNode {
    private static final Logger LOG = Logger.getLogger(WorkerNode.class);

    private WorkerNode() {}

    /** Works until it is ended; what it was working at then goes back into the queue. */
    public static void main(String[] args) throws ExecutionException, InterruptedException, IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(NodeSettings.DEFAULTS)
                .build();
        String bootstrap = config.getValue("foldback.kafka.bootstrap", String.class);
        Optional<Path> clientProperties = config.getOptionalValue("foldback.kafka.client-properties", Path.class);
        KafkaSecurity security =
                clientProperties.isPresent() ? KafkaSecurity.read(clientProperties.get()) : KafkaSecurity.none();
        URI s3 = config.getValue("foldback.s3.endpoint", URI.class);
        KafkaEventLog log = new KafkaEventLog(new KafkaLogSettings(bootstrap, "foldback-node", security));
        S3BlobStore blobs = new S3BlobStore(new S3Settings(
                s3,
                s3, // nothing here makes links for others
                config.getValue("foldback.s3.region", String.class),
                config.getValue("foldback.s3.access-key", String.class),
                config.getValue("foldback.s3.secret-key", String.class),
                config.getValue("foldback.s3.bucket", String.class)));
        LogEntries entries = new LogEntries(new Uuid7(), Clock.systemUTC());
        WorkerCrew crew = WorkerCrew.start(
                config.getOptionalValue("foldback.render.node", String.class).orElse("node"),
                NodeSettings.of(config),
                new WorkerCrew.Outside(bootstrap, log, blobs, entries, new RenderQueue(log, entries), security));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(crew, log, blobs)));
    }

    private static void stop(WorkerCrew crew, KafkaEventLog log, S3BlobStore blobs) {
        try {
            crew.stop();
        } catch (InterruptedException | IOException e) {
            LOG.warnf(e, "event=node_stopped_hard");
        }
        log.close();
        blobs.close();
    }
}
