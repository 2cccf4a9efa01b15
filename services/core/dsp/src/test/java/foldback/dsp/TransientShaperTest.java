package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TransientShaperTest {
    private static final int RATE = 48_000;
    private static final int ONSET = RATE / 2;

    @Test
    void the_beginning_of_a_note_is_raised_and_its_body_is_not() {
        double[] gain = gains(12, 0, 0.5);
        assertThat(max(gain, ONSET, ONSET + RATE / 100)).isCloseTo(12, within(0.5));
        assertThat(max(gain, ONSET + RATE / 4, ONSET + RATE / 2 - 1)).isLessThan(0.3);
    }

    @Test
    void what_follows_a_note_is_raised_and_its_beginning_is_not() {
        double[] gain = gains(0, 18, 0.5);
        assertThat(max(gain, ONSET, RATE - 1)).isLessThan(0.3);
        assertThat(max(gain, RATE + RATE / 10, RATE + RATE / 2)).isGreaterThan(15);
    }

    @Test
    void the_level_of_the_note_does_not_matter() {
        double[] loud = gains(-9, 12, 0.9);
        double[] soft = gains(-9, 12, 0.09);
        for (int i = ONSET; i < RATE + RATE / 5; i++) {
            assertThat(soft[i]).isCloseTo(loud[i], within(0.2));
        }
    }

    /** The gain in decibels at every frame: half a second of almost nothing, half a second of a level, then a hundredth of it. */
    private static double[] gains(double attack, double sustain, double level) {
        TransientShaper shaper = new TransientShaper();
        shaper.prepare(RATE, 1);
        shaper.configure(new double[] {attack, sustain, 0});
        double[] in = new double[2 * RATE];
        Arrays.fill(in, 0, ONSET, 1e-5);
        Arrays.fill(in, ONSET, RATE, level);
        Arrays.fill(in, RATE, 2 * RATE, level / 100);
        double[][] x = {in.clone()};
        shaper.process(x, 0, in.length);
        double[] gains = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            gains[i] = Signals.decibels(x[0][i] / in[i]);
        }
        return gains;
    }

    private static double max(double[] x, int from, int to) {
        return Arrays.stream(x, from, to).max().orElseThrow();
    }
}
