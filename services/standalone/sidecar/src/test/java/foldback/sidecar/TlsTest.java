package foldback.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.blob.BlobsUnavailableException;
import foldback.blob.BucketProvisioner;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.KafkaSecurity;
import foldback.log.LogUnavailableException;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Topics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real servers that speak TLS, and our clients with the settings that deploy/README.md names: whoever trusts the server's certificate gets
 * through, whoever trusts another one or finds another name in it does not.
 */
@Timeout(120)
final class TlsTest {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    Path folder;

    private Authority right() throws Exception {
        return authority("right", "ip:127.0.0.1,dns:localhost");
    }

    /** Of the same name as the right one. */
    private Authority other() throws Exception {
        return authority("other", "ip:127.0.0.1,dns:localhost");
    }

    private Authority authority(String name, String host) throws Exception {
        return Authority.in(folder.resolve(name), host);
    }

    // ---- PostgreSQL

    @Test
    void a_database_is_spoken_to_by_whoever_knows_its_certificate_and_its_name() throws Exception {
        Authority right = authority("right", "ip:127.0.0.1");
        try (EmbeddedPostgres postgres = postgres(right)) {
            String there = ":" + postgres.getPort() + "/postgres?user=postgres";
            assertThat(isEncrypted("jdbc:postgresql://127.0.0.1" + there + parameters(right)))
                    .isTrue();
            assertThatThrownBy(() -> isEncrypted("jdbc:postgresql://127.0.0.1" + there + parameters(other())))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("SSL error");
            assertThatThrownBy(() -> isEncrypted("jdbc:postgresql://localhost" + there + parameters(right)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("localhost");
        }
    }

    private EmbeddedPostgres postgres(Authority authority) throws Exception {
        Path binaries = Path.of(
                System.getProperty("java.io.tmpdir"), "foldback-postgres-binaries-" + System.getProperty("user.name"));
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setOverrideWorkingDirectory(Files.createDirectories(binaries).toFile())
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", authority.certificate().toString())
                .setServerConfig("ssl_key_file", authority.key().toString())
                .start();
    }

    private static String parameters(Authority trusted) throws Exception {
        return "&sslmode=verify-full&sslrootcert=" + trusted.certificate();
    }

    private static boolean isEncrypted(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    // ---- Kafka

    @Test
    void a_broker_takes_who_knows_its_certificate_and_its_password() throws Exception {
        Authority right = right();
        Ports ports = Ports.free();
        String bootstrap = "127.0.0.1:" + ports.kafka();
        try (var broker = broker(ports, right)) {
            assertThat(broker).isNotNull();
            KafkaSecurity known = client(right, "hush");
            TopicProvisioner.ensure(bootstrap, Replication.ONE_HOST, known);
            assertThat(partitions(bootstrap, known)).isGreaterThan(0);
            assertThatThrownBy(() -> partitions(bootstrap, client(other(), "hush")))
                    .isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(() -> partitions(bootstrap, client(right, "guessed")))
                    .isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(() -> partitions(bootstrap, KafkaSecurity.none()))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }

    private static int partitions(String bootstrap, KafkaSecurity security) {
        try (KafkaEventLog log = new KafkaEventLog(new KafkaLogSettings(bootstrap, "test", ANSWER_WITHIN, security))) {
            return log.ends(Topics.load().topics().getFirst().name()).size();
        }
    }

    /** As a file of client settings, which is how installations give them. */
    private KafkaSecurity client(Authority trusted, String password) throws Exception {
        return KafkaSecurity.read(
                Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
                username="foldback" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(password, trusted.certificate())));
    }

    private AutoCloseable broker(Ports ports, Authority right) throws Exception {
        Path data = Files.createDirectories(folder.resolve("kafka"));
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .run();
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@127.0.0.1:" + ports.kafkaController());
        config.put(
                "listeners",
                "SASL_SSL://127.0.0.1:%d,INSIDE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports.kafka(), ports.s3(), ports.kafkaController()));
        config.put("controller.listener.names", "CONTROLLER");
        config.put("inter.broker.listener.name", "INSIDE");
        config.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,SASL_SSL:SASL_SSL");
        config.put("sasl.enabled.mechanisms", "PLAIN");
        config.put(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_foldback=\"hush\";");
        config.put("ssl.keystore.type", "PKCS12");
        config.put("ssl.keystore.location", right.keyStore().toString());
        config.put("ssl.keystore.password", Authority.PASSWORD);
        config.put("ssl.key.password", Authority.PASSWORD);
        config.put("log.dirs", data.toString());
        config.put("offsets.topic.replication.factor", "1");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        var server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        return () -> {
            server.shutdown();
            server.awaitShutdown();
        };
    }

    // ---- S3

    @Test
    void a_blob_store_is_spoken_to_by_whoever_knows_its_certificate() throws Exception {
        Authority right = right();
        Ports ports = Ports.free();
        S3Credentials credentials = S3Credentials.random();
        URI endpoint = URI.create("https://127.0.0.1:" + ports.s3());
        S3Settings settings = new S3Settings(
                endpoint, endpoint, "us-east-1", credentials.accessKey(), credentials.secretKey(), "blobs");
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(
                        Files.createDirectories(folder.resolve("s3")).toString()))
                .secureEndpoint(endpoint)
                .keyStore(right.keyStore().toString(), Authority.PASSWORD)
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .build();
        try {
            proxy.start();
            trust(right);
            BucketProvisioner.ensure(settings, List.of());
            try (S3BlobStore blobs = new S3BlobStore(settings)) {
                blobs.put("test/a", "what nobody else shall hear".getBytes(UTF_8), "text/plain");
                assertThat(blobs.size("test/a")).isPresent();
            }
            trust(other());
            try (S3BlobStore blobs = new S3BlobStore(settings)) {
                assertThatThrownBy(() -> blobs.size("test/a"))
                        .isInstanceOf(BlobsUnavailableException.class)
                        .hasStackTraceContaining("PKIX");
            }
        } finally {
            System.clearProperty(TRUST_STORE);
            System.clearProperty(TRUST_STORE_PASSWORD);
            proxy.stop();
        }
    }

    /** What a JVM is told when it starts; each client of S3 reads it when it is made. */
    private static void trust(Authority authority) throws Exception {
        System.setProperty(TRUST_STORE, authority.trustStore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, Authority.PASSWORD);
    }
}
