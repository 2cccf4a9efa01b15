package foldback.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import foldback.dsp.DspMath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The core in a browser's Web Audio: floats, blocks of 128 frames, a compressor of its own that is the limiter as well. Only the rendering
 * counts: the stems are decoded into memory before, and no file is written.
 */
final class Chromium implements Contender {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 600;

    private final Stems stems;
    private final int seconds;
    private final Path folder;

    /** @param folder for the browser's profile */
    Chromium(Stems stems, int seconds, Path folder) {
        this.stems = stems;
        this.seconds = seconds;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "chromium";
    }

    private static Optional<String> program() {
        return PROGRAMS.stream().filter(Command::isInstalled).findFirst();
    }

    @Override
    public Optional<String> missing() {
        return program().isPresent() ? Optional.empty() : Optional.of("chromium");
    }

    /**
     * What the page said, and when.
     *
     * @param cpuSeconds of the browser until then
     */
    private record Said(String what, String value, long nanos, double cpuSeconds) {}

    @Override
    public Measurement run() throws IOException, InterruptedException {
        BlockingQueue<Said> said = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Process browser = null;
        try {
            server.start();
            browser = new ProcessBuilder(
                            program().orElseThrow(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-sync",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--js-flags=--max-old-space-size=8192",
                            "--user-data-dir=" + folder.resolve("chromium"),
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ProcessHandle handle = browser.toHandle();
            server.createContext("/", exchange -> answer(exchange, handle, said));
            Said begin = next(said);
            Said end = next(said);
            return new Measurement(
                    (end.nanos() - begin.nanos()) / 1e9,
                    end.cpuSeconds() - begin.cpuSeconds(),
                    "peak " + end.value(),
                    0);
        } finally {
            server.stop(0);
            if (browser != null) {
                browser.destroy();
                browser.waitFor();
            }
        }
    }

    private static Said next(BlockingQueue<Said> said) throws IOException, InterruptedException {
        Said each = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (each == null || each.what().equals("failed")) {
            throw new IOException(
                    each == null ? "chromium said nothing in " + PATIENCE_SECONDS + " s" : "chromium: " + each.value());
        }
        return each;
    }

    private void answer(HttpExchange exchange, ProcessHandle browser, BlockingQueue<Said> said) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/said/")) {
                double cpu = cpuSeconds(browser);
                String value = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                said.add(new Said(path.substring("/said/".length()), value, System.nanoTime(), cpu));
                exchange.sendResponseHeaders(204, -1);
            } else if (path.startsWith("/stems/")) {
                Path file = stems.file(Integer.parseInt(path.substring("/stems/".length())));
                exchange.sendResponseHeaders(200, Files.size(file));
                try (OutputStream out = exchange.getResponseBody()) {
                    Files.copy(file, out);
                }
            } else {
                send(exchange, path);
            }
        }
    }

    private void send(HttpExchange exchange, String path) throws IOException {
        byte[] body;
        if (path.equals("/strips")) {
            body = strips().toString().getBytes(StandardCharsets.UTF_8);
        } else if (path.equals("/")) {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            try (InputStream in = Objects.requireNonNull(Chromium.class.getResourceAsStream("chromium.html"))) {
                body = in.readAllBytes();
            }
        } else {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private ObjectNode strips() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("rate", StripNumbers.RATE).put("seconds", seconds);
        ArrayNode strips = all.putArray("strips");
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            StripNumbers n = StripNumbers.of(i);
            strips.addObject()
                    .put("highPass", n.highPassHertz())
                    .put("lowShelf", n.lowShelfHertz())
                    .put("lowShelfDb", n.lowShelfDb())
                    .put("lowBell", n.lowBellHertz())
                    .put("lowBellDb", n.lowBellDb())
                    .put("lowBellQ", StripNumbers.LOW_BELL_Q)
                    .put("highBell", n.highBellHertz())
                    .put("highBellDb", n.highBellDb())
                    .put("highBellQ", StripNumbers.HIGH_BELL_Q)
                    .put("highShelf", n.highShelfHertz())
                    .put("highShelfDb", n.highShelfDb())
                    .put("threshold", n.thresholdDb())
                    .put("gain", DspMath.decibelsToLinear(n.faderDb()))
                    .put("pan", n.pan());
        }
        return all;
    }

    /** Of a process and all that it started and that still run. */
    private static double cpuSeconds(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e9;
    }
}
