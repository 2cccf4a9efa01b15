package foldback.cli.mixdown;

import foldback.audio.RenderReady;
import foldback.audio.WavFile;
import foldback.bounce.StemFileReader;
import foldback.cli.Failures;
import foldback.cli.InputRefusedException;
import foldback.mix.Clip;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import foldback.mixdown.StemReader;
import foldback.mixdown.StemSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of WAV files of any names, in which the stems of a mix are found by what they hold. Files that are named after a stem are read
 * first, then those that could be one by their rate and length, then the rest, until every stem is found.
 */
public final class StemShelf implements StemSource {
    private static final int MOST_FILES = 10_000;

    private final Path folder;

    /** The frames that a stem which was not found has at least. */
    private final Map<StemHash, Long> missing = new ConcurrentHashMap<>();

    private final Map<StemHash, Path> found = new ConcurrentHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private int looked;

    private StemShelf(Path folder, Mix mix) {
        this.folder = folder;
        mix.tracks().stream()
                .flatMap(t -> t.clips().stream())
                .forEach(c -> missing.merge(c.stem(), lastFrame(c), Math::max));
    }

    private static long lastFrame(Clip clip) {
        return clip.stemFrame() + clip.lengthFrames();
    }

    /**
     * Looks for the stems of a mix.
     *
     * @param trustsNames whether a file named after a stem is taken for it unread
     * @param progress told 0 to 1
     */
    public static StemShelf look(Path folder, Mix mix, boolean trustsNames, int threads, DoubleConsumer progress)
            throws IOException, InputRefusedException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new InputRefusedException(folder + " is no folder. Name the folder of the stems with --stems.");
        }
        StemShelf shelf = new StemShelf(folder, mix);
        int wanted = Math.max(1, shelf.missing.size());
        DoubleConsumer each = remaining -> progress.accept(1 - remaining / wanted);
        List<Path> named = shelf.namedAfterStems();
        if (trustsNames) {
            named.forEach(file -> shelf.take(new StemHash(hashIn(file)), file));
        } else {
            shelf.read(named, threads, each);
        }
        if (!shelf.missing.isEmpty()) {
            shelf.read(shelf.others(named, mix.sampleRate().hertz()), threads, each);
        }
        return shelf;
    }

    private void take(StemHash stem, Path file) {
        if (missing.remove(stem) != null) {
            found.put(stem, file);
        }
    }

    private List<Path> namedAfterStems() {
        return missing.keySet().stream()
                .map(stem -> folder.resolve(stem.hex() + ".wav"))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }

    private static String hashIn(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".wav".length());
    }

    /** Every other WAV file, the likeliest first. */
    private List<Path> others(List<Path> read, int sampleRateHertz) throws IOException, InputRefusedException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(StemShelf::isWav)
                    .filter(f -> !read.contains(f))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        }
        if (files.size() > MOST_FILES) {
            throw new InputRefusedException(folder + " holds more than " + MOST_FILES
                    + " WAV files. Put the stems into a folder of their own.");
        }
        long shortest =
                missing.values().stream().mapToLong(Long::longValue).min().orElse(0);
        Map<Path, Integer> unlikely = new HashMap<>();
        for (Path file : files) {
            try (WavFile wav = opened(file)) {
                boolean fits = wav != null && wav.sampleRate() == sampleRateHertz && wav.frames() >= shortest;
                unlikely.put(file, fits ? 0 : 1);
            }
        }
        return files.stream()
                .sorted(Comparator.comparingInt(f -> unlikely.getOrDefault(f, 1)))
                .toList();
    }

    private static boolean isWav(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && Stream.of(".wav", ".wave", ".rf64", ".bw64").anyMatch(name::endsWith)
                && Files.isRegularFile(file);
    }

    private static @Nullable WavFile opened(Path file) {
        try {
            return WavFile.open(file) instanceof WavFile.Opened.Accepted accepted ? accepted.file() : null;
        } catch (IOException e) {
            return null; // what is wrong with it is said when it is read
        }
    }

    /** Hashes files on several threads, until nothing is missing. */
    private void read(List<Path> files, int threads, DoubleConsumer remaining)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, files.size())));
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(readers.submit(() -> {
                    for (int at = next.getAndIncrement();
                            at < files.size() && !missing.isEmpty();
                            at = next.getAndIncrement()) {
                        read(files.get(at));
                        remaining.accept(missing.size());
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a stem could not be read", e);
        } finally {
            readers.shutdownNow();
        }
    }

    private void read(Path file) throws InterruptedException {
        try {
            switch (WavFile.open(file)) {
                case WavFile.Opened.Refused refused -> note(refused.refusal().sentence());
                case WavFile.Opened.Accepted accepted -> {
                    try (WavFile wav = accepted.file()) {
                        take(new StemHash(RenderReady.sha256(wav)), file);
                        count();
                    }
                }
            }
        } catch (IOException e) {
            note(Failures.sentence(e));
        }
    }

    private synchronized void count() {
        looked++;
    }

    private synchronized void note(String sentence) {
        unreadable.add(sentence);
    }

    /** Where the stems that were found lie. */
    List<Path> files() {
        return List.copyOf(found.values());
    }

    /** Why a stem was not found, for whoever put the folder together. */
    synchronized String whyMissing(StemHash stem) {
        String others = unreadable.isEmpty() ? "" : " Not looked into: " + String.join(" ", unreadable);
        return "The stem " + stem.hex() + " is none of the " + looked + " WAV files that were read in " + folder + "."
                + others;
    }

    @Override
    public Optional<StemReader> open(StemHash stem) {
        Path file = found.get(stem);
        if (file == null) {
            return Optional.empty();
        }
        try {
            return switch (WavFile.open(file)) {
                case WavFile.Opened.Accepted accepted -> Optional.of(new StemFileReader(accepted.file()));
                case WavFile.Opened.Refused refused -> {
                    note(refused.refusal().sentence());
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
