package foldback.bench;

import foldback.audio.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process from its start to its end.
 *
 * @param words the program and its arguments
 * @param environment beside what this process has
 * @param result the file that it makes; null if it makes none
 */
record Command(
        String name,
        List<String> words,
        Map<String, String> environment,
        @Nullable Path result) implements Contender {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int LONGEST_COMPLAINT = 2000;

    Command(String name, List<String> words, @Nullable Path result) {
        this(name, words, Map.of(), result);
    }

    @Override
    public Optional<String> missing() {
        String program = words.getFirst();
        return isInstalled(program) ? Optional.empty() : Optional.of(program);
    }

    static boolean isInstalled(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public Measurement run() throws IOException, InterruptedException {
        Path said = Files.createTempFile("foldback-bench-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            double cpu = CpuClock.ofEndedChildren();
            long started = System.nanoTime();
            Process process = builder.start();
            double peak = 0;
            try {
                do {
                    peak = Math.max(peak, peakMegabytes(process.pid()));
                } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } finally {
                process.destroy();
            }
            double wall = (System.nanoTime() - started) / 1e9;
            if (process.exitValue() != 0) {
                throw new IOException(name + " ended with " + process.exitValue() + ": " + complaint(said));
            }
            double spent = CpuClock.ofEndedChildren() - cpu;
            return new Measurement(wall, spent, result == null ? "" : Sha256.of(result), peak);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static String complaint(Path said) throws IOException {
        String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        return all.substring(Math.max(0, all.length() - LONGEST_COMPLAINT));
    }

    /** The high-water mark of a process that runs; 0 if it has ended. */
    private static double peakMegabytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .max()
                            .orElse(0)
                    * 1024
                    / 1e6;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
