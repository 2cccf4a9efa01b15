package foldback.cli.demo;

import foldback.audio.Folders;
import foldback.cli.song.DemoSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.DoubleConsumer;

/** The demo song's stems as files: synthesised once, the same bytes on every machine. */
final class DemoStems {
    private DemoStems() {}

    /**
     * Synthesises the stems into a folder, unless it holds them.
     *
     * @param progress told 0 to 1
     */
    static void ensure(Path folder, DoubleConsumer progress) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        Path unfinished = Files.createTempDirectory(
                parent == null ? Path.of(".") : Files.createDirectories(parent), "demo-song-");
        try {
            DemoSong.write(unfinished, (stem, done, of) -> progress.accept((double) done / of));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.remove(unfinished);
        }
    }
}
