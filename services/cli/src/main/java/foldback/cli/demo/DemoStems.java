package foldback.cli.demo;

import foldback.cli.song.DemoSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

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
            removeFolder(unfinished);
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
