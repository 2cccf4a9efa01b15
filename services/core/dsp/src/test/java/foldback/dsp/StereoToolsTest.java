package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StereoToolsTest {
    private static final int RATE = 48_000;

    /** Mode, width, mono below, rotation, balance, middle, side. */
    private static double[][] run(double[] parameters) {
        double[][] x = Signals.programme(12, 2, 1000);
        StereoTools tools = new StereoTools();
        tools.prepare(RATE, 2);
        tools.configure(parameters);
        tools.process(x, 0, 1000);
        return x;
    }

    private static final double[][] IN = Signals.programme(12, 2, 1000);

    @Test
    void swapping_swaps_and_mono_is_the_mean() {
        double[][] swapped = run(new double[] {1, 1, 20, 0, 0, 0, 0});
        assertThat(swapped[0]).isEqualTo(IN[1]);
        assertThat(swapped[1]).isEqualTo(IN[0]);
        double[][] mono = run(new double[] {2, 1, 20, 0, 0, 0, 0});
        for (int i = 0; i < 1000; i++) {
            assertThat(mono[0][i]).isEqualTo((IN[0][i] + IN[1][i]) / 2);
            assertThat(mono[1][i]).isEqualTo(mono[0][i]);
        }
    }

    @Test
    void width_and_gains_weigh_the_middle_and_the_side() {
        double[][] y = run(new double[] {0, 2, 20, 0, 0, 6, -12});
        for (int i = 0; i < 1000; i++) {
            double m = (IN[0][i] + IN[1][i]) / 2 * Math.pow(10, 6 / 20.0);
            double s = (IN[0][i] - IN[1][i]) / 2 * 2 * Math.pow(10, -12 / 20.0);
            assertThat(y[0][i]).isCloseTo(m + s, within(1e-12));
            assertThat(y[1][i]).isCloseTo(m - s, within(1e-12));
        }
    }

    @Test
    void a_rotation_by_45_degrees_turns_the_left_into_the_middle_and_keeps_the_power() {
        double[][] y = run(new double[] {0, 1, 20, 45, 0, 0, 0});
        for (int i = 0; i < 1000; i++) {
            assertThat(y[0][i]).isCloseTo((IN[0][i] - IN[1][i]) * Math.sqrt(0.5), within(1e-12));
            assertThat(y[1][i]).isCloseTo((IN[0][i] + IN[1][i]) * Math.sqrt(0.5), within(1e-12));
        }
    }

    @Test
    void balance_turns_down_the_other_side_only() {
        double[][] y = run(new double[] {0, 1, 20, 0, 0.25, 0, 0});
        for (int i = 0; i < 1000; i++) {
            assertThat(y[0][i]).isEqualTo(IN[0][i] * 0.75);
            assertThat(y[1][i]).isEqualTo(IN[1][i]);
        }
    }

    /** What is on the left only: half of it middle, half side. */
    @Test
    void below_the_crossover_it_is_mono_and_above_as_it_was() {
        StereoTools tools = new StereoTools();
        tools.prepare(RATE, 2);
        tools.configure(new double[] {0, 1, 200, 0, 0, 0, 0});
        double[][] x = new double[2][1 << 15];
        x[0][0] = 1;
        tools.process(x, 0, 1 << 15);
        assertThat(Signals.magnitudeAt(x[0], RATE, 30)).isCloseTo(0.5, within(0.01));
        assertThat(Signals.magnitudeAt(x[1], RATE, 30)).isCloseTo(0.5, within(0.01));
        assertThat(Signals.magnitudeAt(x[0], RATE, 5000)).isCloseTo(1, within(1e-3));
        assertThat(Signals.magnitudeAt(x[1], RATE, 5000)).isLessThan(1e-3);
        double[] side = new double[1 << 15];
        double[] middle = new double[1 << 15];
        for (int i = 0; i < side.length; i++) {
            side[i] = (x[0][i] - x[1][i]) / 2;
            middle[i] = (x[0][i] + x[1][i]) / 2;
        }
        assertThat(2 * Signals.magnitudeAt(side, RATE, 200))
                .as("Linkwitz-Riley: -6 dB")
                .isCloseTo(0.5, within(1e-3));
        for (double hertz : new double[] {30, 200, 1000, 10_000}) {
            assertThat(2 * Signals.magnitudeAt(middle, RATE, hertz)).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void a_new_width_is_reached_over_a_tick() {
        StereoTools tools = new StereoTools();
        tools.prepare(RATE, 2);
        tools.configure(new double[] {0, 1, 20, 0, 0, 0, 0});
        double[][] x = new double[2][256];
        Arrays.fill(x[0], 1);
        tools.process(x, 0, 128);
        tools.configure(new double[] {0, 0, 20, 0, 0, 0, 0});
        tools.process(x, 128, 128);
        for (int i = 0; i < 128; i++) {
            assertThat(x[1][i]).isEqualTo(0);
            assertThat(x[1][128 + i]).isCloseTo((i + 1) / 256.0, within(1e-12));
        }
    }
}
