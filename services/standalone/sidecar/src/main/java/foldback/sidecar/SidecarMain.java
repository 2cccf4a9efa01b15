package foldback.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * {@code SidecarMain FOLDER} runs the servers until it is told to stop; {@code SidecarMain --stop-orphan FOLDER} stops a PostgreSQL
 * that a killed sidecar left behind. Its settings are the launcher's variables.
 */
public final class SidecarMain {
    private static final String LOGGING = "/foldback/sidecar/logging.properties";
    /** Written when all servers answer, with the configuration keys of the services in it; gone when they stop. */
    private static final String READY_FILE = "sidecar.ready";

    private static final Duration START_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String STOP_ORPHAN = "--stop-orphan";

    private SidecarMain() {}

    public static void main(String[] arguments) throws Exception {
        quietLogging();
        try {
            if (arguments.length == 2 && arguments[0].equals(STOP_ORPHAN)) {
                OrphanedPostgres.stop(Settings.postgresFolder(folder(arguments[1])));
            } else if (arguments.length == 1) {
                run(folder(arguments[0]), System.getenv());
            } else {
                throw new RefusedException(ExitCode.FAILED, "the sidecar takes one argument, the data folder.");
            }
        } catch (RefusedException e) {
            fail(e.exitCode(), e.getMessage());
        } catch (EmbeddedServers.ServersFailedException e) {
            LoggerFactory.getLogger(SidecarMain.class).error("servers failed", e);
            fail(ExitCode.FAILED, e.getMessage());
        }
    }

    private static void run(Path folder, Map<String, String> environment) throws Exception {
        LauncherWatch.start();
        Preflight.requireFolder(folder);
        // The variable is for tests: nobody fills a disk for them.
        Preflight.requireRoom(
                folder,
                Long.parseLong(environment.getOrDefault("FOLDBACK_ROOM_MIB", Integer.toString(Preflight.ROOM_MIB))));
        try (var locked = FolderLock.take(folder)) {
            Path ready = locked.folder().resolve(READY_FILE);
            Files.deleteIfExists(ready);
            // It may hold the port that is looked at next.
            OrphanedPostgres.stop(Settings.postgresFolder(folder));
            var ports = SidecarPorts.of(environment);
            for (var port : ports.needed()) {
                Preflight.requireFree(port);
            }
            serve(settings(folder, ports), secrets(folder), ready);
        }
    }

    private static Settings settings(Path folder, SidecarPorts ports) throws IOException {
        return new Settings(
                folder,
                ports.servers(),
                S3Credentials.keptIn(folder.resolve("s3.credentials")),
                List.of(URI.create("http://127.0.0.1:" + ports.http()), URI.create("http://localhost:" + ports.http())),
                Settings.Durability.ON_DISK,
                folder.resolve("postgres-binaries"),
                START_WITHIN);
    }

    /** What the accounts service is told and nobody else needs, by configuration key. */
    private static Map<String, String> secrets(Path folder) throws IOException, RefusedException {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("foldback.accounts.master-key", KeptSecret.in(folder.resolve("master.key")));
        secrets.put("foldback.accounts.local-key", KeptSecret.in(folder.resolve("local.key")));
        return secrets;
    }

    /** Returns when the process is told to stop and the servers have stopped. */
    private static void serve(Settings settings, Map<String, String> secrets, Path ready) throws Exception {
        var toldToStop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        // Before the start: whoever stops a sidecar that is starting must not leave a PostgreSQL behind.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("foldback-stop").unstarted(() -> {
                    toldToStop.countDown();
                    awaitUninterrupted(stopped);
                }));
        try (var servers = EmbeddedServers.start(settings)) {
            OwnerOnlyFile.write(ready, lines(servers.endpoints()) + lines(secrets));
            keepWatch(servers, toldToStop);
        } finally {
            Files.deleteIfExists(ready);
            stopped.countDown();
        }
    }

    private static void keepWatch(EmbeddedServers servers, CountDownLatch toldToStop)
            throws InterruptedException, IOException, EmbeddedServers.ServersFailedException {
        while (!toldToStop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!servers.postgresRuns()) {
                throw new EmbeddedServers.ServersFailedException("PostgreSQL has ended by itself");
            }
        }
    }

    private static Path folder(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    private static String lines(Map<String, String> endpoints) {
        return endpoints.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void quietLogging() throws IOException {
        try (InputStream in = SidecarMain.class.getResourceAsStream(LOGGING)) {
            if (in == null) {
                throw new IllegalStateException("no " + LOGGING + " on the class path");
            }
            LogManager.getLogManager().readConfiguration(in);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One line for the person at the terminal; the launcher shows the lines that begin so. */
    private static void fail(ExitCode exitCode, @Nullable String message) {
        System.err.println("foldback: " + message);
        System.exit(exitCode.number());
    }
}
