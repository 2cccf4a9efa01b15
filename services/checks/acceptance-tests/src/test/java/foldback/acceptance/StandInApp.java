package foldback.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands where the application is while the launcher is tested: it is ready, and writes down what the launcher told it. Arguments
 * and environment are the launcher's; nothing here knows Foldback.
 */
public final class StandInApp {
    static final String REPORT = "stand-in-app.txt";

    private StandInApp() {}

    public static void main(String[] arguments) throws IOException {
        var report = new StringBuilder();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("FOLDBACK_")) {
                report.append(name).append('=').append(value).append('\n');
            }
        });
        report.append("pid=").append(ProcessHandle.current().pid()).append('\n');
        report.append("host=").append(System.getProperty("quarkus.http.host")).append('\n');
        Files.writeString(Path.of(System.getProperty("java.class.path")).resolveSibling(REPORT), report);

        int port = Integer.getInteger("quarkus.http.port", 0);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            try (exchange) {
                byte[] up = "{\"status\":\"UP\"}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, up.length);
                exchange.getResponseBody().write(up);
            }
        });
        server.start();
        watchLauncher();
    }

    private static void watchLauncher() {
        long launcher = Long.getLong("foldback.launcher.pid", 0L);
        Thread.ofPlatform().daemon().start(() -> {
            while (ProcessHandle.of(launcher).map(ProcessHandle::isAlive).orElse(false)) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
            System.exit(0);
        });
    }
}
