package foldback.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A copy of the launcher with the real sidecar beside it and a stand-in for the application, in folders of its own, so that what
 * is tested is the launcher whether or not the rest is built.
 */
final class Installation implements AutoCloseable {
    static final Path REPOSITORY = Path.of(Objects.requireNonNull(System.getProperty("foldback.root")));

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path root;
    private final Path data;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    Installation(Path folder) throws IOException {
        this.folder = folder;
        // Spaces, because people have them in their paths.
        root = Files.createDirectories(folder.resolve("the house"));
        data = folder.resolve("the data");
        Files.copy(REPOSITORY.resolve("foldback"), root.resolve("foldback"), StandardCopyOption.COPY_ATTRIBUTES);
        Path lib = Files.createDirectories(root.resolve("services/standalone/sidecar/target"))
                .resolve("lib");
        Files.createSymbolicLink(lib, REPOSITORY.resolve("services/standalone/sidecar/target/lib"));
        standIn(root.resolve("services/standalone/app/target/quarkus-app/quarkus-run.jar"));
        environment.put("FOLDBACK_BUILT", "1");
        environment.put("FOLDBACK_DATA", data.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        freePorts();
    }

    private void freePorts() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        for (String variable : List.of(
                "FOLDBACK_PORT",
                "FOLDBACK_KAFKA_PORT",
                "FOLDBACK_KAFKA_CONTROLLER_PORT",
                "FOLDBACK_POSTGRES_PORT",
                "FOLDBACK_S3_PORT")) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            environment.put(variable, Integer.toString(socket.getLocalPort()));
        }
        for (var socket : sockets) {
            socket.close();
        }
    }

    private static void standIn(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInApp.class.getName());
        String name = StandInApp.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = Objects.requireNonNull(StandInApp.class.getResourceAsStream("/" + name))) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
    }

    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    int port(String variable) {
        return Integer.parseInt(environment.getOrDefault(variable, "0"));
    }

    Path data() {
        return data;
    }

    Path root() {
        return root;
    }

    /** What the launcher said and how it ended. */
    record Outcome(int exitCode, String output) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the launcher does not end: " + String.join(" ", arguments) + "\n" + output());
        }
        return new Outcome(process.exitValue(), output());
    }

    /** A shell in the background ignores Ctrl-C, and so does all that it starts: this hears it whoever runs the tests. */
    static final List<String> HEARING_CTRL_C = List.of("/usr/bin/env", "--default-signal=INT");

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(HEARING_CTRL_C);
        command.add(root.resolve("foldback").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOLDBACK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path outputFile() {
        return root.resolveSibling("output.txt");
    }

    String output() throws IOException {
        return Files.exists(outputFile()) ? Files.readString(outputFile(), UTF_8) : "";
    }

    /** Starts, and returns when the launcher says that it is up. */
    Process up() throws IOException, InterruptedException {
        Process launcher = start("up");
        await("the launcher is up", () -> !launcher.isAlive() || read().contains("foldback: up at"));
        if (!launcher.isAlive()) {
            throw new AssertionError("the launcher has ended: " + output());
        }
        return launcher;
    }

    private String read() {
        try {
            return output();
        } catch (IOException e) {
            return "";
        }
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(50);
        }
    }

    /** Every process that was started for this installation and still runs, by what its command line names. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().command().isPresent())
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(root.toString()) || line.contains(data.toString()))
                        .orElse(false))
                .toList();
    }

    ProcessHandle process(String word) {
        return processes().stream()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process " + word));
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
        for (var process : started) {
            process.onExit()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .exceptionally(late -> process)
                    .join();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
