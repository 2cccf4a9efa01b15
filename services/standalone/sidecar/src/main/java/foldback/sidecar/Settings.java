package foldback.sidecar;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the servers run.
 *
 * @param folder where all data lies; made if it is not there
 * @param ports where they listen, on the loopback interface only
 * @param credentials what the S3 server asks of its clients
 * @param origins the pages that may reach the S3 server from a browser
 * @param durability what an acknowledged write survives
 * @param postgresBinaries where PostgreSQL is unpacked to, once
 * @param startWithin after this long a start has failed
 */
public record Settings(
        Path folder,
        Ports ports,
        S3Credentials credentials,
        List<URI> origins,
        Durability durability,
        Path postgresBinaries,
        Duration startWithin) {

    /** What an acknowledged write survives. */
    public enum Durability {
        /** A power cut. */
        ON_DISK,
        /** The end of the process, which is enough for a test and much faster. */
        IN_PAGE_CACHE
    }

    public Settings {
        folder = folder.toAbsolutePath().normalize();
        postgresBinaries = postgresBinaries.toAbsolutePath().normalize();
        origins = List.copyOf(origins);
    }

    Path kafkaFolder() {
        return folder.resolve("kafka");
    }

    Path postgresFolder() {
        return postgresFolder(folder);
    }

    static Path postgresFolder(Path folder) {
        return folder.resolve("postgres");
    }

    Path s3Folder() {
        return folder.resolve("s3");
    }
}
