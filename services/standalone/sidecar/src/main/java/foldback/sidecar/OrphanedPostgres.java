package foldback.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived a sidecar which was killed. It still holds the data folder and the port, so it is stopped before a new one
 * starts, as {@code pg_ctl stop -m fast} would do it. That program itself refuses to run as root, therefore the signal is sent
 * from here.
 */
final class OrphanedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final String PID_FILE = "postmaster.pid";
    private static final Duration FAST_WITHIN = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_WITHIN = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    private OrphanedPostgres() {}

    /**
     * Stops the server of this data folder, if one runs.
     *
     * @return whether there was one
     */
    static boolean stop(Path folder) throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = find(folder);
        if (orphan.isEmpty()) {
            return false;
        }
        ProcessHandle process = orphan.get();
        LOG.warn("stopping the PostgreSQL of an earlier run pid={} folder={}", process.pid(), folder);
        signal(process, "INT");
        if (!ended(folder, FAST_WITHIN)) {
            signal(process, "QUIT");
            if (!ended(folder, IMMEDIATE_WITHIN)) {
                throw new IOException(
                        "the PostgreSQL of an earlier run, process %d, does not stop".formatted(process.pid()));
            }
        }
        return true;
    }

    /** The process that the folder's PID file names, if it is really a postgres and really on this folder. */
    static Optional<ProcessHandle> find(Path folder) throws IOException {
        Path pidFile = folder.resolve(PID_FILE);
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0).strip());
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isPostgresOn(process, folder, lines.get(1).strip()));
    }

    /** A PID is given to another process soon enough: it must be a postgres that was started with this folder. */
    private static boolean isPostgresOn(ProcessHandle process, Path folder, String folderInPidFile) {
        var info = process.info();
        boolean isPostgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        boolean namesFolder = info.arguments()
                .map(arguments -> List.of(arguments).contains(folder.toString()))
                .orElse(false);
        return isPostgres && (namesFolder || sameFolder(folder, folderInPidFile));
    }

    private static boolean sameFolder(Path folder, String other) {
        try {
            return Files.isSameFile(folder, Path.of(other));
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        // A shell has kill built in; a slim image may have no such program.
        int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0 && process.isAlive()) {
            throw new IOException("process %d could not be signalled".formatted(process.pid()));
        }
    }

    /** Asks for the process by its name each time: where nobody reaps orphans, as in many containers, a dead one keeps its PID. */
    private static boolean ended(Path folder, Duration within) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + within.toNanos();
        while (find(folder).isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN_AFTER);
        }
        return true;
    }
}
