package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes come, opening gives a file that can be read to its end, or a reason. */
final class WavFuzzTest {
    private static final long SEED = 20_261_121;
    private static final int MUTANTS = 20_000;
    private static final int FEWEST_REASONS = 7;
    private static final int[] STRANGE = {0, 1, -1, -2, 7, 255, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30};

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void no_mutant_hangs_or_throws_or_is_read_beyond_its_end() throws IOException {
        System.out.println("wav fuzz: seed " + SEED);
        Random random = new Random(SEED);
        List<byte[]> seeds = List.of(
                WavBytes.right(1, 2, 48_000, 16, 300).build(),
                WavBytes.right(1, 1, 44_100, 24, 300).chunk("LIST", 26, 26).build(),
                WavBytes.right(3, 2, 96_000, 32, 300).build(),
                WavBytes.riff()
                        .chunk("bext", 602, 602)
                        .extensible(1, 2, 48_000, 24)
                        .data(600, 600)
                        .build(),
                WavBytes.rf64(1200).fmt(1, 2, 48_000, 16).data(-1, 1200).build(),
                WavBytes.riff()
                        .fmt(1, 1, 48_000, 16)
                        .data(400, 400)
                        .raw(new byte[70_000])
                        .build(),
                WavBytes.right(1, 6, 48_000, 16, 50).build(),
                WavBytes.right(1, 1, 22_050, 16, 50).build());
        Path path = folder.resolve("mutant.wav");
        Map<Refusal.Reason, Integer> refusals = new EnumMap<>(Refusal.Reason.class);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Files.write(path, mutated(seeds.get(random.nextInt(seeds.size())), random));
            switch (WavFile.open(path)) {
                case WavFile.Opened.Accepted readable -> {
                    readToTheEnd(readable.file());
                    read++;
                }
                case WavFile.Opened.Refused refused -> {
                    assertThat(refused.refusal().sentence())
                            .startsWith("mutant.wav ")
                            .hasSizeLessThan(400);
                    refusals.merge(refused.refusal().reason(), 1, Integer::sum);
                }
            }
        }
        System.out.println("wav fuzz: " + read + " read, refused " + refusals);
        assertThat(read + refusals.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(MUTANTS);
        assertThat(read).isGreaterThan(MUTANTS / 20);
        assertThat(refusals).hasSizeGreaterThanOrEqualTo(FEWEST_REASONS);
    }

    private static void readToTheEnd(WavFile file) throws IOException {
        try (file) {
            double[][] block = new double[file.channels()][(int) Math.min(4096, file.frames())];
            for (long frame = 0; frame < file.frames(); frame += 4096) {
                file.read(frame, block, (int) Math.min(4096, file.frames() - frame));
            }
            assertThat(file.firstUnusableFrame()).isNotNull();
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] mutant = seed.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int header = Math.min(80, mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[random.nextInt(header)] = (byte) random.nextInt();
                case 1 -> mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant = Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length));
                case 3 -> strangeNumber(mutant, random);
                default -> duplicatePart(mutant, random);
            }
        }
        return mutant;
    }

    private static void strangeNumber(byte[] mutant, Random random) {
        if (mutant.length >= 4) {
            int at = random.nextInt(Math.min(100, mutant.length - 3));
            ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN).putInt(at, STRANGE[random.nextInt(STRANGE.length)]);
        }
    }

    private static void duplicatePart(byte[] mutant, Random random) {
        int length = random.nextInt(Math.min(40, mutant.length));
        int from = random.nextInt(mutant.length - length);
        int to = random.nextInt(mutant.length - length);
        System.arraycopy(mutant.clone(), from, mutant, to, length);
    }
}
