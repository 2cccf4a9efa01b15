package foldback.sidecar;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL from its own binaries, as a child process. */
final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final Path folder;

    private PostgresServer(EmbeddedPostgres postgres, Path folder) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static PostgresServer start(Path folder, Path binaries, int port, Settings.Durability durability, Duration within)
            throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectories(binaries);
        // The library would switch fsync off.
        String durable = durability == Settings.Durability.ON_DISK ? "on" : "off";
        return new PostgresServer(
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setPGStartupWait(within)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("shared_buffers", "64MB")
                        .setServerConfig("fsync", durable)
                        .setServerConfig("synchronous_commit", durable)
                        .setServerConfig("full_page_writes", durable)
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                folder);
    }

    int port() {
        return postgres.getPort();
    }

    boolean runs() throws IOException {
        return OrphanedPostgres.find(folder).isPresent();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
