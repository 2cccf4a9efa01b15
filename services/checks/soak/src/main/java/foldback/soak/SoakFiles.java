package foldback.soak;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.AudioFiles;
import foldback.audio.AudioSource;
import foldback.audio.Ffmpeg;
import foldback.audio.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code foldback soak files}: so many mutants of a file of each format that we read, and a few of each that ffmpeg does, are opened and read to
 * their end. Each has to be read, with finite
 * samples or with the frame of the first that is not, or refused with a reason: never an exception, never more than 2 s. A line of JSON for
 * each format; exit code 1 if it was not so.
 */
public final class SoakFiles {
    private static final int BLOCK = 4096;
    private static final int LONGEST_SENTENCE = 700;
    private static final double MOST_SECONDS = 2;
    private static final int MOST_FAULTS = 20;

    /** A file that ffmpeg reads takes two processes, and so as long as some hundreds of the others. */
    private static final long ENCODED_SHARE = 300;

    private final AudioFormats format;
    private final long seed;
    private final Path folder;
    private final Ffmpeg ffmpeg;
    private final Map<Refusal.Reason, Integer> refusals = new EnumMap<>(Refusal.Reason.class);
    private final List<String> faults = new ArrayList<>();
    private int read;
    private double slowestSeconds;

    private SoakFiles(AudioFormats format, long seed, Path folder, Ffmpeg ffmpeg) {
        this.format = format;
        this.seed = seed;
        this.folder = folder;
        this.ffmpeg = ffmpeg;
    }

    /** What came of the mutants of a format. */
    record Result(AudioFormats format, String json, int read, int reasons, int all, List<String> faults) {
        Result {
            faults = List.copyOf(faults);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.of("files", arguments, List.of("--runs", "--seed"), 20_000, 1);
        boolean faulty = false;
        for (AudioFormats format : AudioFormats.values()) {
            long runs = format.isEncoded() ? Math.ceilDiv(given.first(), ENCODED_SHARE) : given.first();
            Result result = play(format, runs, given.second());
            System.out.println(result.json());
            faulty |= !result.faults().isEmpty();
        }
        System.exit(faulty ? 1 : 0);
    }

    /** Plays so many mutants of a format. */
    static Result play(AudioFormats format, long runs, long seed) throws IOException, InterruptedException {
        Path folder = Arguments.folder();
        try {
            Ffmpeg ffmpeg = Ffmpeg.find(folder.resolve("ffmpeg")).orElseThrow(() -> new IOException("no ffmpeg runs"));
            return new SoakFiles(format, seed, folder, ffmpeg).play(runs);
        } finally {
            Arguments.delete(folder);
        }
    }

    private Result play(long runs) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Mutants mutants = new Mutants(format.seeds(folder, ffmpeg), seed);
        for (long run = 0; run < runs && faults.size() < MOST_FAULTS; run++) {
            byte[] mutant = mutants.next();
            long begun = System.nanoTime();
            try {
                look(mutant);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                faults.add("mutant " + run + ": " + e);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            slowestSeconds = Math.max(slowestSeconds, seconds);
            if (seconds > MOST_SECONDS) {
                faults.add("mutant " + run + " took " + seconds + " s");
            }
        }
        int all = read + refusals.values().stream().mapToInt(Integer::intValue).sum();
        return new Result(format, json(all, (System.nanoTime() - began) / 1e9), read, refusals.size(), all, faults);
    }

    private void look(byte[] mutant) throws IOException {
        switch (open(mutant)) {
            case AudioFiles.Opened.Accepted accepted -> {
                try (AudioSource source = accepted.source()) {
                    readToTheEnd(source);
                }
                read++;
            }
            case AudioFiles.Opened.Refused refused -> {
                String sentence = refused.refusal().sentence();
                if (!sentence.startsWith("mutant ") || sentence.length() > LONGEST_SENTENCE) {
                    faults.add("refused with: " + sentence);
                }
                refusals.merge(refused.refusal().reason(), 1, Integer::sum);
            }
        }
    }

    private AudioFiles.Opened open(byte[] mutant) throws IOException {
        if (!format.isEncoded()) {
            return AudioFiles.openBytes(mutant, "mutant");
        }
        Path file = Files.write(folder.resolve("mutant"), mutant);
        return AudioFiles.open(file, "mutant", Optional.of(ffmpeg), folder);
    }

    private static void readToTheEnd(AudioSource source) throws IOException {
        long unusable = source.firstUnusableFrame().orElse(source.frames());
        double[][] block = new double[source.format().channels()][(int) Math.min(BLOCK, source.frames())];
        for (long frame = 0; frame < source.frames(); frame += BLOCK) {
            int now = (int) Math.min(BLOCK, source.frames() - frame);
            source.read(frame, block, now);
            for (double[] channel : block) {
                for (int i = 0; i < now && frame + i < unusable; i++) {
                    if (!(Math.abs(channel[i]) <= AudioSource.LOUDEST)) {
                        throw new IllegalStateException("frame " + (frame + i) + " is " + channel[i]);
                    }
                }
            }
        }
        if (source.metadata().markers().stream().anyMatch(marker -> marker.frame() > source.frames())) {
            throw new IllegalStateException("a marker is beyond the end");
        }
    }

    private String json(int all, double seconds) {
        ObjectNode line = new ObjectNode(JsonNodeFactory.instance)
                .put("format", format.name())
                .put("seed", seed)
                .put("mutants", all)
                .put("read", read)
                .put("seconds", Math.rint(seconds * 10) / 10)
                .put("slowestMilliseconds", Math.rint(slowestSeconds * 1e4) / 10);
        ObjectNode refused = line.putObject("refused");
        refusals.forEach((reason, count) -> refused.put(reason.slug(), count));
        faults.forEach(line.putArray("faults")::add);
        return line.toString();
    }
}
