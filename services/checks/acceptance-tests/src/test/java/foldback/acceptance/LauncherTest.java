package foldback.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class LauncherTest {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private Installation foldback;

    @BeforeEach
    void install() throws IOException {
        foldback = new Installation(folder);
    }

    @AfterEach
    void remove() {
        foldback.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help"})
    void help_lists_every_exit_code_and_every_variable(String command) throws Exception {
        var outcome = foldback.run(command);
        assertThat(outcome.exitCode()).isZero();
        IntStream.rangeClosed(0, 10)
                .forEach(code -> assertThat(outcome.output()).containsPattern("(?m)^  " + code + " "));
        assertThat(outcome.output())
                .contains("  130 ")
                .contains("FOLDBACK_DATA", "FOLDBACK_PORT", "FOLDBACK_KAFKA_PORT", "FOLDBACK_KAFKA_CONTROLLER_PORT")
                .contains("FOLDBACK_POSTGRES_PORT", "FOLDBACK_S3_PORT", "FOLDBACK_JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dmeo", "demo --exti", "demo --report", "demo . .", "up now", "test this"})
    void what_is_not_understood_is_answered_with_the_usage_and_2(String line) throws Exception {
        var outcome = foldback.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith("foldback: ").contains("usage: foldback demo");
    }

    @Test
    void without_a_jdk_it_says_what_to_install_and_ends_with_3() throws Exception {
        Path none = Files.createDirectories(folder.resolve("no jdks"));
        foldback.with("JAVA_HOME", "")
                .with("FOLDBACK_JVM_SEARCH", none.toString())
                .with("PATH", pathWithoutJava());
        var outcome = foldback.run("up");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).contains("JDK 25 or newer", "install one");
    }

    @Test
    void an_older_java_that_comes_first_is_passed_over() throws Exception {
        Path old = jdk(folder.resolve("old"), "17.0.1");
        Path jdks = Files.createDirectories(folder.resolve("jdks"));
        Files.createSymbolicLink(jdks.resolve("newest"), Path.of(System.getProperty("java.home")));
        foldback.with("JAVA_HOME", old.toString())
                .with("FOLDBACK_JVM_SEARCH", jdks.toString())
                .with("PATH", old.resolve("bin") + ":" + pathWithoutJava());
        // It gets as far as the servers, which only a Java of today starts.
        foldback.with("FOLDBACK_ROOM_MIB", "999999999");
        assertThat(foldback.run("up").exitCode()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FOLDBACK_PORT",
                "FOLDBACK_KAFKA_PORT",
                "FOLDBACK_KAFKA_CONTROLLER_PORT",
                "FOLDBACK_POSTGRES_PORT",
                "FOLDBACK_S3_PORT"
            })
    void a_port_in_use_is_named_with_the_variable_that_changes_it_and_ends_with_5(String variable) throws Exception {
        int port = foldback.port(variable);
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var outcome = foldback.run("up");
            assertThat(taken.isBound()).isTrue();
            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(outcome.output().strip().lines()).hasSize(1);
            assertThat(outcome.output())
                    .startsWith("foldback: port " + port + " (")
                    .contains("set " + variable + " to");
        }
    }

    @Test
    void a_port_that_is_none_ends_with_2() throws Exception {
        var outcome = foldback.with("FOLDBACK_S3_PORT", "http").run("up");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("FOLDBACK_S3_PORT=http is not a port");
    }

    @Test
    void a_data_folder_that_cannot_be_made_ends_with_6() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "");
        var outcome =
                foldback.with("FOLDBACK_DATA", file.resolve("data").toString()).run("up");
        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.output()).contains(file.resolve("data").toString(), "FOLDBACK_DATA");
    }

    @Test
    void a_disk_with_too_little_room_ends_with_6() throws Exception {
        var outcome = foldback.with("FOLDBACK_ROOM_MIB", "999999999").run("up");
        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.output()).contains("Foldback needs 999999999", "free some room");
    }

    @Test
    void a_demo_folder_that_is_none_ends_with_9() throws Exception {
        var outcome = foldback.run("demo", "not here");
        assertThat(outcome.exitCode()).isEqualTo(9);
        // Resolved from where the caller stands.
        assertThat(outcome.output()).contains(folder.resolve("not here").toString());
    }

    @Test
    void a_client_that_refuses_ends_the_demo_with_its_exit_code_and_stops_everything() throws Exception {
        // There is no client here, so that java itself refuses to start one.
        var outcome = foldback.run("demo", "--exit");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(foldback.processes()).isEmpty();
    }

    @Test
    void a_second_launcher_on_the_same_data_ends_with_8_and_leaves_the_first_alone() throws Exception {
        var first = foldback.up();
        try (var second = new Installation(Files.createDirectories(folder.resolve("second")))) {
            var outcome =
                    second.with("FOLDBACK_DATA", foldback.data().toString()).run("up");
            assertThat(outcome.exitCode()).isEqualTo(8);
            assertThat(outcome.output()).contains("in use by another Foldback");
        }
        assertThat(first.isAlive()).isTrue();
        assertThat(foldback.processes()).isNotEmpty();
    }

    @Test
    void the_application_is_told_where_everything_is_and_no_secret_is_in_a_command_line() throws Exception {
        foldback.up();
        var told = Files.readString(foldback.root()
                .resolve("services/standalone/app/target/quarkus-app")
                .resolve(StandInApp.REPORT));
        assertThat(told)
                .contains("FOLDBACK_KAFKA_BOOTSTRAP=127.0.0.1:" + foldback.port("FOLDBACK_KAFKA_PORT"))
                .contains(
                        "FOLDBACK_POSTGRES_URL=jdbc:postgresql://127.0.0.1:" + foldback.port("FOLDBACK_POSTGRES_PORT"))
                .contains("FOLDBACK_POSTGRES_USER=postgres")
                .contains("FOLDBACK_S3_ENDPOINT=http://127.0.0.1:" + foldback.port("FOLDBACK_S3_PORT"))
                .contains("FOLDBACK_S3_PUBLIC_ENDPOINT=", "FOLDBACK_S3_REGION=", "FOLDBACK_S3_BUCKET=foldback-audio")
                .contains("host=127.0.0.1")
                .doesNotContain("FOLDBACK_S3_PORT", "FOLDBACK_DATA", "FOLDBACK_BUILT");
        String secret = told.lines()
                .filter(line -> line.startsWith("FOLDBACK_S3_SECRET_KEY="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(foldback.processes())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(secret));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(foldback.data())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_term_signal_stops_everything_and_a_start_afterwards_finds_its_data() throws Exception {
        var launcher = foldback.up();
        Path credentials = foldback.data().resolve("s3.credentials");
        String before = Files.readString(credentials);
        launcher.destroy();
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(TERMINATED);
        assertThat(foldback.processes()).isEmpty();
        assertThat(foldback.data().resolve("sidecar.ready")).doesNotExist();

        foldback.up();
        assertThat(Files.readString(credentials)).isEqualTo(before);
    }

    @Test
    void ctrl_c_stops_everything_and_ends_with_130() throws Exception {
        var launcher = foldback.up();
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(foldback.processes()).isEmpty();
    }

    @Test
    void nothing_outlives_a_launcher_that_is_killed() throws Exception {
        var launcher = foldback.up();
        launcher.destroyForcibly().waitFor();
        Installation.await("all processes are gone", () -> foldback.processes().isEmpty());
    }

    @Test
    void servers_that_are_killed_take_the_application_and_their_database_with_them() throws Exception {
        var launcher = foldback.up();
        foldback.process("SidecarMain").destroyForcibly();
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(foldback.output()).contains("the servers have ended by themselves", "sidecar.log");
        assertThat(foldback.processes()).isEmpty();
    }

    @Test
    void an_application_that_is_killed_ends_the_launcher_with_1_and_the_name_of_its_log() throws Exception {
        var launcher = foldback.up();
        foldback.process("quarkus-run.jar").destroyForcibly();
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(foldback.output()).contains("the application has ended by itself", "app.log");
        assertThat(foldback.processes()).isEmpty();
    }

    @Test
    void a_start_after_everything_was_killed_stops_the_old_database_first() throws Exception {
        var launcher = foldback.up();
        launcher.destroyForcibly();
        foldback.process("SidecarMain").destroyForcibly();
        launcher.waitFor();
        assertThat(foldback.process("bin/postgres").isAlive()).isTrue();

        foldback.up();

        assertThat(Files.readString(foldback.data().resolve("logs/sidecar.log")))
                .contains("stopping the PostgreSQL of an earlier run");
    }

    /** A PATH with what the launcher needs, and no java on it. */
    private Path programs() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : new String[] {
            "sh",
            "env",
            "sed",
            "head",
            "tail",
            "grep",
            "dirname",
            "readlink",
            "mkdir",
            "rm",
            "mv",
            "cat",
            "sleep",
            "tr",
            "sort",
            "cksum",
            "find",
            "awk",
            "id"
        }) {
            Path link = bin.resolve(program);
            if (!Files.exists(link)) {
                Path real = Path.of("/usr/bin", program);
                Files.createSymbolicLink(link, Files.exists(real) ? real : Path.of("/bin", program));
            }
        }
        return bin;
    }

    private String pathWithoutJava() throws IOException {
        return programs().toString();
    }

    private static Path jdk(Path home, String version) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"%n".formatted(version));
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\necho this Java is too old\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return home;
    }
}
