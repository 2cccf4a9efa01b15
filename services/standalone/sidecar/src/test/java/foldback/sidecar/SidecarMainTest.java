package foldback.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.log.Author;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.Position;
import foldback.log.Uuid7;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sidecar as a process that is killed. */
@Timeout(300)
class SidecarMainTest {
    private static final String TOPIC = "foldback.mix-events";

    private final List<Process> started = new ArrayList<>();
    private Path folder = Path.of("");
    private Ports ports = new Ports(0, 0, 0, 0);

    @BeforeEach
    void choose() throws Exception {
        folder = RealServers.folder();
        ports = Ports.free();
    }

    @AfterEach
    void end() throws Exception {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        OrphanedPostgres.stop(Settings.postgresFolder(folder));
    }

    @Test
    void what_was_acknowledged_is_there_after_kill_9() throws Exception {
        Process sidecar = start();
        Properties told = awaitReady(sidecar);
        var acknowledged = new ArrayList<UUID>();
        try (var log = log(told);
                var store = store(told)) {
            for (int i = 0; i < 200; i++) {
                var entry = entry("session-" + i % 7, i);
                log.append(TOPIC, entry);
                acknowledged.add(entry.id());
            }
            store.put("stems/one.wav", new byte[100_000], "audio/wav");
            execute(told, "create table note (text text)");
            execute(told, "insert into note values ('louder')");

            sidecar.destroyForcibly().waitFor();
        }
        assertThat(OrphanedPostgres.find(Settings.postgresFolder(folder))).isPresent();

        Properties toldAgain = awaitReady(start());

        assertThat(toldAgain).isEqualTo(told);
        assertThat(idsIn(toldAgain, acknowledged.size())).containsExactlyInAnyOrderElementsOf(acknowledged);
        try (var store = store(toldAgain)) {
            assertThat(store.size("stems/one.wav")).contains(100_000L);
        }
        assertThat(query(toldAgain, "select text from note")).isEqualTo("louder");
        assertThat(query(toldAgain, "show fsync")).isEqualTo("on");
    }

    @Test
    void the_end_of_the_launcher_is_the_end_of_the_sidecar_and_its_database() throws Exception {
        Process launcher = new ProcessBuilder("sleep", "600").start();
        started.add(launcher);
        Process sidecar = start("-Dfoldback.launcher.pid=" + launcher.pid());
        awaitReady(sidecar);

        launcher.destroyForcibly().waitFor();

        assertThat(sidecar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(OrphanedPostgres.find(Settings.postgresFolder(folder))).isEmpty();
        assertThat(folder.resolve("sidecar.ready")).doesNotExist();
    }

    @Test
    void a_database_that_ends_by_itself_ends_the_sidecar() throws Exception {
        Process sidecar = start();
        awaitReady(sidecar);
        OrphanedPostgres.stop(Settings.postgresFolder(folder));
        assertThat(sidecar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sidecar.exitValue()).isEqualTo(ExitCode.FAILED.number());
        assertThat(log()).contains("foldback: PostgreSQL has ended by itself");
    }

    @Test
    void a_process_that_took_over_the_number_of_the_database_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        started.add(stranger);
        Path postgres = Files.createDirectories(Settings.postgresFolder(folder));
        Files.writeString(postgres.resolve("postmaster.pid"), stranger.pid() + "\n" + postgres + "\n");
        assertThat(OrphanedPostgres.stop(postgres)).isFalse();
        assertThat(stranger.isAlive()).isTrue();
    }

    private Process start(String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), SidecarMain.class.getName(), folder.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "FOLDBACK_PORT", Integer.toString(Ports.free().kafka()),
                        "FOLDBACK_KAFKA_PORT", Integer.toString(ports.kafka()),
                        "FOLDBACK_KAFKA_CONTROLLER_PORT", Integer.toString(ports.kafkaController()),
                        "FOLDBACK_POSTGRES_PORT", Integer.toString(ports.postgres()),
                        "FOLDBACK_S3_PORT", Integer.toString(ports.s3())));
        Files.deleteIfExists(folder.resolve("sidecar.ready"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Properties awaitReady(Process sidecar) throws Exception {
        Path ready = folder.resolve("sidecar.ready");
        while (!Files.exists(ready)) {
            assertThat(sidecar.isAlive()).as(this::log).isTrue();
            Thread.sleep(50);
        }
        var told = new Properties();
        told.load(new StringReader(Files.readString(ready)));
        return told;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("out.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static KafkaEventLog log(Properties told) {
        return new KafkaEventLog(new KafkaLogSettings(told.getProperty("foldback.kafka.bootstrap"), "test"));
    }

    private static S3BlobStore store(Properties told) {
        return new S3BlobStore(new S3Settings(
                URI.create(told.getProperty("foldback.s3.endpoint")),
                URI.create(told.getProperty("foldback.s3.public-endpoint")),
                told.getProperty("foldback.s3.region"),
                told.getProperty("foldback.s3.access-key"),
                told.getProperty("foldback.s3.secret-key"),
                told.getProperty("foldback.s3.bucket")));
    }

    private static List<UUID> idsIn(Properties told, int count) throws InterruptedException {
        var seen = new LinkedBlockingQueue<LogRecord>();
        try (var log = log(told)) {
            var tail = log.follow(TOPIC, Map.of(), seen::add);
            for (var end : log.ends(TOPIC).entrySet()) {
                var last = new Position(end.getKey(), end.getValue() - 1);
                assertThat(tail.await(last, Duration.ofSeconds(30))).isTrue();
            }
        }
        assertThat(seen).hasSize(count);
        return List.copyOf(new HashSet<>(seen.stream().map(r -> r.entry().id()).toList()));
    }

    private static LogEntry entry(String subject, int number) {
        return new LogEntry(
                new Uuid7().next(),
                "foldback.test.counted.v1",
                "/test",
                subject,
                Instant.now(),
                Author.named("Tester"),
                Integer.toString(number).getBytes(UTF_8));
    }

    private static void execute(Properties told, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(told.getProperty("foldback.postgres.url"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Properties told, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(told.getProperty("foldback.postgres.url"), "postgres", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
