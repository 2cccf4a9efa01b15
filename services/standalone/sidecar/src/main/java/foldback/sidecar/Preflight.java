package foldback.sidecar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** What is checked before anything is started, so that the reason is one clear line and not a stack trace of Kafka's. */
final class Preflight {
    static final int ROOM_MIB = 1_024;

    private static final Duration PORT_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private Preflight() {}

    /** A port that will be needed, and the variable that names another. */
    record NeededPort(int number, String purpose, String variable) {}

    static void requireFolder(Path folder) throws RefusedException {
        try {
            if (!Files.isDirectory(folder)) {
                // The database lets in everybody on this machine who knows its port; its files need not be open as
                // well.
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path probe = Files.createTempFile(folder, ".writable", null);
            Files.delete(probe);
        } catch (IOException e) {
            throw new RefusedException(
                    ExitCode.DISK,
                    "cannot write to the data folder %s (%s); make it writable or set FOLDBACK_DATA to another folder."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }

    static void requireRoom(Path folder, long neededMib) throws RefusedException, IOException {
        FileStore disk = Files.getFileStore(folder);
        requireRoom(folder, neededMib, disk.getUsableSpace() >> 20);
    }

    static void requireRoom(Path folder, long neededMib, long usableMib) throws RefusedException {
        if (usableMib < neededMib) {
            throw new RefusedException(
                    ExitCode.DISK,
                    "only %d MiB are free for the data folder %s and Foldback needs %d; free some room or set FOLDBACK_DATA to a folder on another disk."
                            .formatted(usableMib, folder, neededMib));
        }
    }

    /** A port that is taken is looked at again for a moment: the application of a launcher that was killed is on its way out. */
    static void requireFree(NeededPort port) throws RefusedException, InterruptedException {
        long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
        while (!isFree(port.number())) {
            if (System.nanoTime() > deadline) {
                throw new RefusedException(
                        ExitCode.PORT_IN_USE,
                        "port %d (%s) is in use; stop what listens there or set %s to a free one."
                                .formatted(port.number(), port.purpose(), port.variable()));
            }
            Thread.sleep(LOOK_AGAIN_AFTER);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // As the servers do: connections that are still ending are no hindrance.
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
