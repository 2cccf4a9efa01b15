package foldback.soak;

import foldback.cli.api.Credentials;
import foldback.cli.login.LocalKey;
import foldback.sidecar.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Servers, accounts, and two replicas of session-store; servers and replicas are processes that can be killed and started again where they were. */
final class Cluster implements AutoCloseable {
    static final int REPLICAS = 2;

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);
    private static final String UNLIMITED = Integer.toString(Integer.MAX_VALUE);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final Path root;
    private final Path folder;
    private final HttpClient http;
    private final Map<String, String> ports = new HashMap<>();
    private final int[] replicaPorts = new int[REPLICAS];
    private final @Nullable Process[] replicas = new Process[REPLICAS];
    private final int accountsPort;
    private @Nullable Process servers;
    private @Nullable Process accounts;

    /**
     * @param root of the repository, in which everything is packaged
     * @param folder where data and logs go
     */
    Cluster(Path root, Path folder, HttpClient http) {
        this.root = root;
        this.folder = folder;
        this.http = http;
        Ports free = Ports.free();
        ports.put("FOLDBACK_KAFKA_PORT", Integer.toString(free.kafka()));
        ports.put("FOLDBACK_KAFKA_CONTROLLER_PORT", Integer.toString(free.kafkaController()));
        ports.put("FOLDBACK_POSTGRES_PORT", Integer.toString(free.postgres()));
        ports.put("FOLDBACK_S3_PORT", Integer.toString(free.s3()));
        ports.put("FOLDBACK_PORT", Integer.toString(freePort()));
        for (int i = 0; i < REPLICAS; i++) {
            replicaPorts[i] = freePort();
        }
        accountsPort = freePort();
    }

    void start() throws IOException {
        startServers();
        accounts = service("accounts", accountsPort, "accounts.log");
        for (int i = 0; i < REPLICAS; i++) {
            startReplica(i);
        }
        URI ready = accounts().resolve("/q/health/ready");
        await("accounts", () -> answers(ready), accounts);
        awaitReplicas();
    }

    private URI accounts() {
        return URI.create("http://127.0.0.1:" + accountsPort);
    }

    /** Whoever sends requests here: the first owner. */
    Credentials credentials() throws IOException {
        String key = LocalKey.in(folder).orElseThrow(() -> new IOException("there is no key in " + folder));
        return Credentials.localKey(accounts(), key);
    }

    URI replica(int index) {
        return URI.create("http://127.0.0.1:" + replicaPorts[index]);
    }

    String kafka() {
        return "127.0.0.1:" + ports.get("FOLDBACK_KAFKA_PORT");
    }

    // ---- servers

    void startServers() throws IOException {
        Path ready = folder.resolve("sidecar.ready");
        Files.deleteIfExists(ready);
        Process process = sidecar("sidecar.log", folder.toString());
        servers = process;
        await("the servers", () -> Files.exists(ready), process);
    }

    /** Ends Kafka and S3 at once; PostgreSQL is ended when they are started again. */
    void killServers() {
        kill(servers);
    }

    private Process sidecar(String log, String... arguments) throws IOException {
        List<String> command = java("-Xmx256m");
        String lib = root.resolve("services/standalone/sidecar/target/lib") + "/*";
        command.addAll(List.of("-cp", lib, "foldback.sidecar.SidecarMain"));
        command.addAll(List.of(arguments));
        return process(command, ports, log);
    }

    // ---- workers

    /**
     * A process of workers, as on a machine that only renders.
     *
     * @param lock for how long a job that it took is nobody else's
     */
    Process startWorker(String name, Duration lock) throws IOException {
        Map<String, String> environment = outside();
        environment.put("FOLDBACK_RENDER_NODE", name);
        environment.put("FOLDBACK_RENDER_LOCK", lock.toSeconds() + "s");
        environment.put("FOLDBACK_RENDER_THREADS", "1");
        environment.put(
                "FOLDBACK_RENDER_CACHE_FOLDER", folder.resolve("stems-" + name).toString());
        String app = root.resolve("services/render-farm/target/quarkus-app").toString();
        List<String> command = java("-Xmx256m");
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                Stream.of("app", "lib/main", "lib/boot")
                        .map(part -> app + "/" + part + "/*")
                        .collect(Collectors.joining(File.pathSeparator)),
                "foldback.render.worker.WorkerNode"));
        return process(command, environment, name + ".log");
    }

    /** Where a process finds the servers: its environment. */
    Map<String, String> outside() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("sidecar.ready"))) {
            int equals = line.indexOf('=');
            environment.put(
                    line.substring(0, equals).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                    line.substring(equals + 1));
        }
        return environment;
    }

    // ---- replicas

    void startReplica(int index) throws IOException {
        replicas[index] = service("session-store", replicaPorts[index], "replica-" + index + ".log");
    }

    private Process service(String name, int port, String log) throws IOException {
        Map<String, String> environment = outside();
        environment.put("FOLDBACK_SERVICES_ACCOUNTS", accounts().toString());
        // One account at one address is everybody here.
        for (String whose : List.of("ACCOUNT", "ADDRESS", "WORKSPACE")) {
            environment.put("FOLDBACK_RATE_" + whose + "_PER_SECOND", UNLIMITED);
            environment.put("FOLDBACK_RATE_" + whose + "_AT_ONCE", UNLIMITED);
        }
        List<String> command = java("-Xmx512m");
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                root.resolve("services/" + name + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return process(command, environment, log);
    }

    void killReplica(int index) {
        kill(replicas[index]);
    }

    void awaitReplicas() {
        for (int i = 0; i < REPLICAS; i++) {
            URI ready = replica(i).resolve("/q/health/ready");
            await("replica " + i, () -> answers(ready), replicas[i]);
        }
    }

    private boolean answers(URI uri) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // ---- processes

    private static List<String> java(String memory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                memory,
                "-Xss512k",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfoldback.launcher.pid=" + ProcessHandle.current().pid()));
        return command;
    }

    private Process process(List<String> command, Map<String, String> environment, String log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void await(String what, BooleanSupplier ready, @Nullable Process process) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!ready.getAsBoolean()) {
            if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " did not start; the logs are in " + folder);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static void kill(@Nullable Process process) {
        if (process != null) {
            process.destroyForcibly();
            ended(process, STOP_WITHIN);
        }
    }

    private static boolean ended(Process process, Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Process replica : replicas) {
            kill(replica);
        }
        kill(accounts);
        Process running = servers;
        if (running == null) {
            return;
        }
        running.destroy();
        if (!ended(running, STOP_WITHIN)) {
            kill(running);
        }
        ended(sidecar("sidecar.log", "--stop-orphan", folder.toString()), STOP_WITHIN);
    }
}
