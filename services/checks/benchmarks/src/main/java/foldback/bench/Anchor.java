package foldback.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The core in C++, written by hand and compiled for this machine, for exact arithmetic as ours is: what its processor can do. */
final class Anchor implements Contender {
    private static final String COMPILER = "g++";

    private final Stems stems;
    private final int seconds;
    private final Path folder;
    private final Path result;

    Anchor(Stems stems, int seconds, Path folder, Path result) {
        this.stems = stems;
        this.seconds = seconds;
        this.folder = folder;
        this.result = result;
    }

    @Override
    public String name() {
        return "C++";
    }

    /** Stems of another kind, or too short ones, are not read by it. */
    @Override
    public Optional<String> missing() {
        if (!Command.isInstalled(COMPILER)) {
            return Optional.of(COMPILER);
        }
        try {
            return stems.areAllOf24Bits() && stems.frames() >= (long) seconds * StripNumbers.RATE
                    ? Optional.empty()
                    : Optional.of("a set of 24-bit stems of " + seconds + " s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Measurement run() throws IOException, InterruptedException {
        Path program = folder.resolve("anchor");
        if (!Files.exists(program)) {
            compile(program);
        }
        List<String> words = new ArrayList<>(List.of(program.toString(), result.toString()));
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            words.add(stems.file(i).toString());
        }
        return new Command(name(), words, result).run();
    }

    private void compile(Path program) throws IOException, InterruptedException {
        Path source = folder.resolve("anchor.cpp");
        try (InputStream in = Objects.requireNonNull(Anchor.class.getResourceAsStream("anchor.cpp"))) {
            Files.copy(in, source);
        }
        Files.writeString(folder.resolve("strips.h"), header());
        List<String> words = List.of(
                COMPILER,
                "-std=c++17",
                "-O3",
                "-march=native",
                "-mprefer-vector-width=512",
                "-ffp-contract=off",
                source.toString(),
                "-o",
                program.toString());
        new Command(COMPILER, words, null).run();
    }

    private String header() {
        String rows = IntStream.range(0, StripNumbers.TRACKS)
                .mapToObj(i -> {
                    StripNumbers n = StripNumbers.of(i);
                    return String.format(
                            Locale.ROOT,
                            "{%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s}",
                            n.highPassHertz(),
                            n.lowShelfHertz(),
                            n.lowShelfDb(),
                            n.lowBellHertz(),
                            n.lowBellDb(),
                            n.highBellHertz(),
                            n.highBellDb(),
                            n.highShelfHertz(),
                            n.highShelfDb(),
                            n.thresholdDb(),
                            n.leftGain(),
                            n.rightGain());
                })
                .collect(Collectors.joining(",\n"));
        return String.format(
                Locale.ROOT,
                """
                struct Strip {
                  double highPassHertz, lowShelfHertz, lowShelfDb, lowBellHertz, lowBellDb, highBellHertz, highBellDb,
                      highShelfHertz, highShelfDb, thresholdDb, leftGain, rightGain;
                };
                constexpr int STRIPS = %d;
                constexpr long FRAMES = %d;
                constexpr double RATE = %d, SHELF_Q = %s, LOW_BELL_Q = %s, HIGH_BELL_Q = %s, RATIO = %s, ATTACK_MS = %s,
                    RELEASE_MS = %s, KNEE_DB = %s, MAKEUP_DB = %s, CEILING = %s, LOOKAHEAD_MS = %s, LIMITER_RELEASE_MS = %s;
                constexpr Strip STRIP[STRIPS] = {
                %s};
                """,
                StripNumbers.TRACKS,
                (long) seconds * StripNumbers.RATE,
                StripNumbers.RATE,
                StripNumbers.SHELF_Q,
                StripNumbers.LOW_BELL_Q,
                StripNumbers.HIGH_BELL_Q,
                StripNumbers.RATIO,
                StripNumbers.ATTACK_MS,
                StripNumbers.RELEASE_MS,
                StripNumbers.KNEE_DB,
                StripNumbers.MAKEUP_DB,
                StripNumbers.CEILING,
                StripNumbers.LOOKAHEAD_MS,
                StripNumbers.LIMITER_RELEASE_MS,
                rows);
    }
}
