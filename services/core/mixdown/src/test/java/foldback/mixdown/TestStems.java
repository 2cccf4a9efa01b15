package foldback.mixdown;

import foldback.mix.StemHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stems that are kept in memory, made of integer hashes and so the same on every machine. */
final class TestStems implements StemSource {
    static final int RATE = 48_000;

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
        return x == null ? Optional.empty() : Optional.of(new InMemory(x, rate));
    }

    private static final class InMemory implements StemReader {
        private final double[][] samples;
        private final int rate;

        InMemory(double[][] samples, int rate) {
            this.samples = samples;
            this.rate = rate;
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
    }
}
