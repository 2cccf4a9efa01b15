package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Mix;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gain, pan, width, delay, fades, sums, sends and VCAs of random mixes null against a mixer that is made another way. */
final class MixOracleTest {
    private static final long SEED = 4_000_000;
    private static final double NULL_DEPTH = 1e-7; // -140 dBFS

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_random_mix_nulls_against_the_naive_mixer(long seed) {
        Mix mix = RandomMixes.plain(seed);
        double[][] out = Renders.render(mix, GoldenMixes.stems());
        double[][] expected = new NaiveMixer(mix, GoldenMixes.stems(), out[0].length).mixed();
        double most = 0;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < out[0].length; i++) {
                most = Math.max(most, Math.abs(out[c][i] - expected[c][i]));
            }
        }
        assertThat(most).as("seed %d", seed).isLessThan(NULL_DEPTH);
        assertThat(Renders.peak(expected)).as("seed %d", seed).isGreaterThan(1e-3);
    }
}
