package foldback.testservers;

import foldback.sidecar.EmbeddedServers;
import foldback.sidecar.Ports;
import foldback.sidecar.S3Credentials;
import foldback.sidecar.Settings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three servers for the tests of a module, on free ports, in a fresh folder under {@code target/}:
 *
 * <pre>{@code @QuarkusTest
 * @QuarkusTestResource(FoldbackServers.class)
 * class SessionsTest}</pre>
 *
 * The returned configuration has the keys that the services read: {@code foldback.kafka.bootstrap}, {@code
 * foldback.postgres.url} and {@code .user}, {@code foldback.s3.*}, and a free port for the service itself. Quarkus may ask for the servers several times in one JVM, once for
 * each test profile; they are started once and stopped with the JVM.
 */
public final class FoldbackServers implements QuarkusTestResourceLifecycleManager {
    /** Signs a test in as the first owner, as the key of the data folder does outside of tests. */
    public static final String LOCAL_KEY = "10".repeat(32);

    private static final String MASTER_KEY = "01".repeat(32);
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(Shared.servers().endpoints());
        int port = freePort();
        configuration.put("quarkus.http.test-port", Integer.toString(port));
        configuration.put("foldback.services.session-store", "http://127.0.0.1:" + port);
        configuration.put("foldback.services.accounts", "http://127.0.0.1:" + port);
        configuration.put("foldback.accounts.master-key", MASTER_KEY);
        configuration.put("foldback.accounts.local-key", LOCAL_KEY);
        return configuration;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // They are shared with the test classes that follow; the JVM's end stops them.
    }

    /** The same servers for a test without Quarkus. */
    public static EmbeddedServers shared() {
        return Shared.servers();
    }

    /** One set of servers a JVM: state that outlives the instances that Quarkus makes, and therefore static. */
    private static final class Shared {
        private static @Nullable EmbeddedServers servers;

        private Shared() {}

        static synchronized EmbeddedServers servers() {
            var running = servers;
            if (running == null) {
                running = launch();
                servers = running;
                Runtime.getRuntime().addShutdownHook(new Thread(running::close, "foldback-test-servers-stop"));
            }
            return running;
        }

        private static EmbeddedServers launch() {
            try {
                return EmbeddedServers.start(settings());
            } catch (EmbeddedServers.ServersFailedException e) {
                throw new IllegalStateException("the servers for the tests did not start: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the servers for the tests start", e);
            }
        }

        private static Settings settings() throws IOException {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return new Settings(
                    Files.createTempDirectory(target, "servers-"),
                    Ports.free(),
                    S3Credentials.random(),
                    List.of(URI.create("http://127.0.0.1:8081"), URI.create("http://localhost:8081")),
                    Settings.Durability.IN_PAGE_CACHE,
                    postgresBinaries(),
                    START_WITHIN);
        }

        /** Unpacked once for all modules and runs of this user: it takes longer than the start. */
        private static Path postgresBinaries() {
            return Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "foldback-postgres-binaries-" + System.getProperty("user.name"));
        }
    }
}
