package foldback.sidecar;

import static java.util.Objects.requireNonNullElse;

import foldback.blob.BucketProvisioner;
import foldback.blob.Buckets;
import foldback.blob.S3Settings;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka, PostgreSQL and S3, started together and provisioned, until they are closed. */
public final class EmbeddedServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
    private static final String POSTGRES_USER = "postgres";
    private static final String REGION = "us-east-1";

    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final S3Server s3;
    private final S3Settings s3Settings;

    private EmbeddedServers(KafkaServer kafka, PostgresServer postgres, S3Server s3, S3Settings s3Settings) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.s3 = s3;
        this.s3Settings = s3Settings;
    }

    /** A server that did not start, and which. */
    public static final class ServersFailedException extends Exception {
        private static final long serialVersionUID = 1;

        ServersFailedException(String message) {
            super(message);
        }

        ServersFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Starts the three and makes the topics and the bucket.
     *
     * @throws ServersFailedException if one does not start in time; the others are stopped again
     */
    public static EmbeddedServers start(Settings settings) throws ServersFailedException, InterruptedException {
        long deadline = System.nanoTime() + settings.startWithin().toNanos();
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("foldback-start-", 0).factory());
        var kafka = submit(executor, () -> startKafka(settings));
        var postgres = submit(executor, () -> startPostgres(settings));
        var s3 = submit(executor, () -> startS3(settings));
        try {
            var startedS3 = started("S3", s3, deadline);
            var startedPostgres = started("PostgreSQL", postgres, deadline);
            var startedKafka = started("Kafka", kafka, deadline);
            return new EmbeddedServers(
                    startedKafka, startedPostgres, startedS3, s3Settings(startedS3, settings.credentials()));
        } catch (ServersFailedException | InterruptedException e) {
            // What has started is stopped, and what starts yet is stopped when it has.
            stopWhenStarted(kafka);
            stopWhenStarted(postgres);
            stopWhenStarted(s3);
            throw e;
        } finally {
            executor.shutdown();
        }
    }

    private static KafkaServer startKafka(Settings settings) throws Exception {
        var ports = settings.ports();
        var server = KafkaServer.start(
                settings.kafkaFolder(), ports.kafka(), ports.kafkaController(), settings.durability());
        try {
            new TopicProvisioner(Topics.load(), settings.startWithin())
                    .provision(server.bootstrap(), Replication.ONE_HOST);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static PostgresServer startPostgres(Settings settings) throws Exception {
        OrphanedPostgres.stop(settings.postgresFolder());
        return PostgresServer.start(
                settings.postgresFolder(),
                settings.postgresBinaries(),
                settings.ports().postgres(),
                settings.durability(),
                settings.startWithin());
    }

    private static S3Server startS3(Settings settings) throws Exception {
        var server =
                S3Server.start(settings.s3Folder(), settings.ports().s3(), settings.credentials(), settings.origins());
        try {
            new BucketProvisioner(Buckets.load(), settings.startWithin())
                    // Without origins: this server was told them when it was built, and does not take them any other
                    // way.
                    .provision(s3Settings(server, settings.credentials()), List.of());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static S3Settings s3Settings(S3Server server, S3Credentials credentials) {
        return new S3Settings(
                server.endpoint(),
                server.endpoint(),
                REGION,
                credentials.accessKey(),
                credentials.secretKey(),
                Buckets.load().audio().name());
    }

    private static <T extends AutoCloseable> CompletableFuture<T> submit(ExecutorService executor, Callable<T> start) {
        var future = new CompletableFuture<T>();
        executor.execute(() -> {
            try {
                future.complete(start.call());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> T started(String name, Future<T> future, long deadline)
            throws ServersFailedException, InterruptedException {
        long begun = System.nanoTime();
        try {
            T server = future.get(deadline - begun, TimeUnit.NANOSECONDS);
            LOG.info("started server={}", name);
            return server;
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            throw new ServersFailedException("%s did not start: %s".formatted(name, cause), cause);
        } catch (TimeoutException e) {
            throw new ServersFailedException("%s did not start in time".formatted(name), e);
        }
    }

    private static <T extends AutoCloseable> void stopWhenStarted(CompletableFuture<T> future) {
        var _ = future.thenAccept(server -> closing(server.getClass().getSimpleName(), server));
    }

    public String kafkaBootstrap() {
        return kafka.bootstrap();
    }

    public String postgresUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.port());
    }

    public String postgresUser() {
        return POSTGRES_USER;
    }

    public S3Settings s3() {
        return s3Settings;
    }

    /** Whether the child process still runs: the one of the three that can end by itself. */
    boolean postgresRuns() throws IOException {
        return postgres.runs();
    }

    /** Everything that a service has to be told, by configuration key. */
    public Map<String, String> endpoints() {
        var endpoints = new LinkedHashMap<String, String>();
        endpoints.put("foldback.kafka.bootstrap", kafkaBootstrap());
        endpoints.put("foldback.postgres.url", postgresUrl());
        endpoints.put("foldback.postgres.user", postgresUser());
        endpoints.put("foldback.s3.endpoint", s3Settings.endpoint().toString());
        endpoints.put("foldback.s3.public-endpoint", s3Settings.publicEndpoint().toString());
        endpoints.put("foldback.s3.region", s3Settings.region());
        endpoints.put("foldback.s3.access-key", s3Settings.accessKey());
        endpoints.put("foldback.s3.secret-key", s3Settings.secretKey());
        endpoints.put("foldback.s3.bucket", s3Settings.bucket());
        return endpoints;
    }

    /** Stops Kafka first, whose leaving takes longest and needs nothing of the others; each is stopped whatever the one before did. */
    @Override
    public void close() {
        closing("Kafka", kafka);
        closing("PostgreSQL", postgres);
        closing("S3", s3);
    }

    private static void closing(String name, AutoCloseable server) {
        long begun = System.nanoTime();
        try {
            server.close();
            LOG.info(
                    "stopped server={} ms={}",
                    name,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } catch (Exception e) {
            LOG.error("did not stop server={}", name, e);
        }
    }
}
