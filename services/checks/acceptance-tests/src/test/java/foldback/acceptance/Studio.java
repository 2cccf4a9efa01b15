package foldback.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole of Foldback as it was built, with data and ports of its own: the launcher is started, and heard from the outside. */
final class Studio implements AutoCloseable {
    static final String LAUNCHER = "launcher";
    static final String SERVERS = "servers";
    static final String APPLICATION = "application";

    /** Longer than anything takes on a machine that does ten other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final List<String> PORTS = List.of(
            "FOLDBACK_PORT",
            "FOLDBACK_KAFKA_PORT",
            "FOLDBACK_KAFKA_CONTROLLER_PORT",
            "FOLDBACK_POSTGRES_PORT",
            "FOLDBACK_S3_PORT");

    /** Below those that systems give to outgoing connections, so that no passer-by has one when it is looked at. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final Path outside;
    private final Map<String, String> environment = new HashMap<>();
    private final Set<Integer> ports = new HashSet<>();
    private final List<Run> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Starts nothing yet.
     *
     * @param folder gets the data, and what the launcher says
     */
    Studio(Path folder) throws IOException {
        outside = Files.createDirectories(folder);
        data = folder.resolve("the data");
        environment.put("FOLDBACK_BUILT", "1");
        environment.put("FOLDBACK_DATA", data.toString());
        environment.put(
                "XDG_CONFIG_HOME", folder.resolve("config").toAbsolutePath().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        for (String variable : PORTS) {
            environment.put(variable, Integer.toString(freePort()));
        }
    }

    private int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (!ports.contains(port) && isFree(port)) {
                ports.add(port);
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    Studio with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path data() {
        return data;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + environment.get("FOLDBACK_PORT"));
    }

    // ---- the launcher

    /** One run of a program: what it said where, and how it ended. */
    record Run(Process process, Path stdoutFile, Path stderrFile) {
        String stdout() {
            return read(stdoutFile);
        }

        String stderr() {
            return read(stderrFile);
        }

        int exitCode() {
            return process.exitValue();
        }

        /** Waits for the end. */
        Run ended() throws InterruptedException {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + this);
            }
            return this;
        }

        private static String read(Path file) {
            try {
                return Files.readString(file, UTF_8);
            } catch (IOException e) {
                throw new AssertionError("its output is gone", e);
            }
        }

        @Override
        public String toString() {
            return "stdout:%n%s%nstderr:%n%s".formatted(stdout(), stderr());
        }
    }

    Run start(String... arguments) throws IOException {
        return start(Installation.REPOSITORY.resolve("foldback"), List.of(arguments));
    }

    /** Runs the launcher to its end. */
    Run run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).ended();
    }

    /** Runs the client without the launcher, against the servers that are up. */
    Run client(String... arguments) throws IOException, InterruptedException {
        return startClient(arguments).ended();
    }

    /** The same, with something on its standard input. */
    Run typed(String input, String... arguments) throws IOException, InterruptedException {
        Run run = startClient(arguments);
        try (var typing = run.process().getOutputStream()) {
            typing.write(input.getBytes(UTF_8));
        }
        return run.ended();
    }

    private Run startClient(String... arguments) throws IOException {
        var all = new ArrayList<>(
                List.of("-cp", Installation.REPOSITORY.resolve("services/cli/target/lib") + "/*", "foldback.cli.Main"));
        all.addAll(List.of(arguments));
        return start(Path.of(System.getProperty("java.home"), "bin", "java"), all);
    }

    private Run start(Path program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(Installation.HEARING_CTRL_C);
        command.add(program.toString());
        command.addAll(arguments);
        Path stdout = outside.resolve("stdout-" + started.size() + ".txt");
        Path stderr = outside.resolve("stderr-" + started.size() + ".txt");
        var builder = new ProcessBuilder(command)
                .directory(outside.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOLDBACK_"));
        builder.environment().putAll(environment);
        Run run = new Run(builder.start(), stdout, stderr);
        started.add(run);
        return run;
    }

    /** Starts, and returns when the launcher says that it is up. */
    Run up(String... arguments) throws IOException, InterruptedException {
        Run launcher = start(arguments);
        await("up", () -> !launcher.process().isAlive() || launcher.stdout().contains("foldback: up at"));
        if (!launcher.process().isAlive()) {
            throw new AssertionError("the launcher has ended with " + launcher.exitCode() + "\n" + launcher);
        }
        return launcher;
    }

    /** Sends a signal, as {@code INT}. */
    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(50);
        }
    }

    // ---- HTTP

    /** A request as the first owner, whom the key of the data folder signs in. */
    private HttpRequest.Builder asOwner(String path) throws IOException, InterruptedException {
        var key = Files.readString(data.resolve("local.key"), UTF_8).strip();
        var request = HttpRequest.newBuilder(url().resolve("/api/accounts/sign-in/local"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("key", key))))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the key of the data folder was answered with " + answer.statusCode());
        }
        return HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header(
                        "Authorization",
                        "Bearer "
                                + JSON.readTree(answer.body())
                                        .path("accessToken")
                                        .asText());
    }

    /** An API token of the first owner's. */
    String apiToken() throws IOException, InterruptedException {
        var wish = Map.of("name", "acceptance", "scope", "studio", "days", 1);
        var request = asOwner("/api/accounts/me/api-tokens")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
                .path("secret")
                .asText();
    }

    /** Without saying who asks. */
    HttpResponse<byte[]> getAsNobody(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url().resolve(path))
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** What a presigned address answers. */
    HttpResponse<byte[]> fetch(URI address, String... headers) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofMinutes(1))
                        .headers(headers)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = asOwner(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    /** The ids of all sessions. */
    List<String> sessions() throws IOException, InterruptedException {
        return json("/api/sessions").findValuesAsText("id");
    }

    /** Begins a session, and returns its id once the server has said that it is kept. */
    String beginSession(String name) throws IOException, InterruptedException {
        var body = JSON.writeValueAsBytes(Map.of("name", name, "sampleRate", 48_000));
        var request = asOwner("/api/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 201) {
            throw new AssertionError("a session was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("id").asText();
    }

    static JsonNode report(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    // ---- processes

    /** Every process that was started for this studio and still runs: by its command line, by where it stands, by who started it. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(ProcessHandle process) {
        if (started.stream().anyMatch(run -> run.process().pid() == process.pid())) {
            return process.isAlive();
        }
        String line = commandLine(process);
        return line.contains(data.toString())
                || started.stream()
                        .anyMatch(run -> line.contains(
                                "-Dfoldback.launcher.pid=" + run.process().pid() + " "))
                || standsInData(process);
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("") + " ";
    }

    /** PostgreSQL's workers name themselves as they like, and stand in the database's folder. */
    private boolean standsInData(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .startsWith(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** What is left of it: processes, and ports that are still taken. */
    List<String> remains() {
        Stream<String> running = processes().stream().map(process -> process.pid() + " " + commandLine(process));
        Stream<String> taken = ports.stream().filter(port -> !isFree(port)).map(port -> "port " + port);
        return Stream.concat(running, taken).toList();
    }

    ProcessHandle process(String which) {
        if (which.equals(LAUNCHER)) {
            return started.getLast().process().toHandle();
        }
        String word = which.equals(SERVERS) ? "SidecarMain" : "quarkus-run.jar";
        return processes().stream()
                .filter(process -> commandLine(process).contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of the " + which));
    }

    /** Resident memory in MB. */
    double residentMegabytes(String which) throws IOException {
        Path status = Path.of("/proc", Long.toString(process(which).pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            String kibibytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("[^0-9]", "");
            return Long.parseLong(kibibytes) * 1024 / 1e6;
        }
    }

    /** Ends what still runs, in order if it can be. */
    @Override
    public void close() {
        started.forEach(run -> run.process().destroy());
        for (Run run : started) {
            run.process()
                    .onExit()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .exceptionally(late -> run.process())
                    .join();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
