package foldback.mixdown;

import foldback.dsp.lanes.Packing;
import foldback.mix.StemHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stems that are kept in memory, made of integer hashes and so the same on every machine. Those of even numbers can be read as 24-bit
 * integers, too, if that is what they are.
 */
final class TestStems implements StemSource {
    static final int RATE = 48_000;

    private static final double FULL_SCALE = 1 << 23;

    private final Map<StemHash, double[][]> samples = new HashMap<>();
    private final int rate;

    TestStems() {
        this(RATE);
    }

    TestStems(int rate) {
        this.rate = rate;
    }

    static StemHash hash(int number) {
        String hex = Integer.toHexString(number);
        return new StemHash("0".repeat(64 - hex.length()) + hex);
    }

    StemHash add(int number, double[]... channels) {
        samples.put(hash(number), channels);
        return hash(number);
    }

    /** 24-bit noise in bursts, peaks near -6 dBFS. */
    StemHash addNoise(int number, int channels, int frames) {
        Noise random = new Noise(number);
        double[][] x = new double[channels][frames];
        for (int i = 0; i < frames; i++) {
            double scale = (i / 6000) % 2 == 0 ? 1 : 0.125;
            for (int c = 0; c < channels; c++) {
                x[c][i] = scale * random.nextInt(-4_000_000, 4_000_000) / 8_388_608;
            }
        }
        return add(number, x);
    }

    double[][] samples(StemHash stem) {
        double[][] x = samples.get(stem);
        if (x == null) {
            throw new AssertionError("no stem " + stem);
        }
        return x;
    }

    @Override
    public Optional<StemReader> open(StemHash stem) {
        double[][] x = samples.get(stem);
        return x == null ? Optional.empty() : Optional.of(new InMemory(x, rate, isEven(stem) && isInteger(x)));
    }

    private static boolean isEven(StemHash stem) {
        return Character.digit(stem.hex().charAt(63), 16) % 2 == 0;
    }

    private static boolean isInteger(double[][] x) {
        return Arrays.stream(x)
                .flatMapToDouble(Arrays::stream)
                .map(s -> s * FULL_SCALE)
                .allMatch(s -> s == Math.rint(s) && s >= -FULL_SCALE && s < FULL_SCALE);
    }

    private static final class InMemory implements StemReader {
        private final double[][] samples;
        private final int rate;
        private final boolean packed;

        InMemory(double[][] samples, int rate, boolean packed) {
            this.samples = samples;
            this.rate = rate;
            this.packed = packed;
        }

        @Override
        public int channels() {
            return samples.length;
        }

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public long frames() {
            return samples[0].length;
        }

        @Override
        public void read(long frame, double[][] into, int count) {
            for (int c = 0; c < samples.length; c++) {
                System.arraycopy(samples[c], (int) frame, into[c], 0, count);
            }
        }

        @Override
        public @Nullable Packing packing() {
            return !packed ? null : channels() == 1 ? Packing.PCM_24_MONO : Packing.PCM_24_STEREO;
        }

        @Override
        public void readPacked(long frame, ByteBuffer into, int count) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                for (double[] channel : samples) {
                    int sample = (int) (channel[(int) frame + i] * FULL_SCALE);
                    into.put(at, (byte) sample)
                            .put(at + 1, (byte) (sample >> 8))
                            .put(at + 2, (byte) (sample >> 16));
                    at += 3;
                }
            }
        }
    }
}
