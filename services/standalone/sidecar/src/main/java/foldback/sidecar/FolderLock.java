package foldback.sidecar;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One Foldback at a time in a data folder. The operating system drops the lock with the process, however that ends. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";
    /** A sidecar whose launcher was killed a moment ago is on its way out. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** The folder that is ours until this is closed. */
    Path folder() {
        return folder;
    }

    static FolderLock take(Path folder) throws RefusedException, IOException, InterruptedException {
        return take(folder, PATIENCE);
    }

    static FolderLock take(Path folder, Duration patience) throws RefusedException, IOException, InterruptedException {
        var channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        @Nullable FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new RefusedException(
                        ExitCode.FOLDER_IN_USE,
                        "the data folder %s is in use by another Foldback; stop that one or set FOLDBACK_DATA to another folder."
                                .formatted(folder));
            }
            Thread.sleep(LOOK_AGAIN_AFTER);
            lock = channel.tryLock();
        }
        return new FolderLock(folder, channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
