package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CompressorTest {
    private static final int RATE = 48_000;

    @Test
    void a_steady_level_above_the_threshold_is_turned_down_by_the_ratio() {
        Compressor compressor = compressor(-20, 4, 0, 0);
        steady(compressor, -8, RATE);
        assertThat(compressor.reductionDecibels()).isCloseTo(12 * 0.75, within(2e-5));
    }

    @Test
    void at_the_threshold_a_soft_knee_already_takes_an_eighth_of_its_width() {
        Compressor compressor = compressor(-20, 1e9, 12, 0);
        steady(compressor, -20, RATE);
        assertThat(compressor.reductionDecibels()).isCloseTo(12 / 8.0, within(2e-5));
    }

    @Test
    void a_level_below_the_knee_is_left_alone_but_for_the_make_up() {
        Compressor compressor = compressor(-20, 4, 6, 6);
        double[][] x = steady(compressor, -30, 1000);
        assertThat(Signals.decibels(x[0][999])).isCloseTo(-24, within(1e-6));
    }

    @Test
    void after_the_attack_time_63_percent_of_the_reduction_is_there() {
        Compressor compressor = compressor(-20, 4, 0, 0);
        steady(compressor, -8, RATE * 10 / 1000);
        assertThat(compressor.reductionDecibels()).isCloseTo(9 * (1 - 1 / Math.E), within(2e-5));
    }

    @Test
    void after_the_release_time_37_percent_of_the_reduction_is_left() {
        Compressor compressor = compressor(-20, 4, 0, 0);
        steady(compressor, -8, RATE);
        steady(compressor, -60, RATE * 120 / 1000);
        assertThat(compressor.reductionDecibels()).isCloseTo(9 / Math.E, within(2e-5));
    }

    @Test
    void the_louder_channel_turns_both_down() {
        Compressor compressor = compressor(-20, 4, 0, 0);
        compressor.prepare(RATE, 2);
        double[][] x = {new double[RATE], new double[RATE]};
        Arrays.fill(x[0], 0.01);
        Arrays.fill(x[1], 0.5);
        compressor.process(x, 0, RATE);
        assertThat(x[0][RATE - 1] / 0.01).isCloseTo(x[1][RATE - 1] / 0.5, within(1e-12));
        assertThat(x[0][RATE - 1]).isLessThan(0.009);
    }

    private static double[][] steady(Compressor compressor, double decibels, int frames) {
        double[][] x = {new double[frames]};
        Arrays.fill(x[0], Math.pow(10, decibels / 20));
        compressor.process(x, 0, frames);
        return x;
    }

    private static Compressor compressor(double threshold, double ratio, double knee, double makeup) {
        Compressor compressor = new Compressor();
        compressor.prepare(RATE, 1);
        compressor.configure(new double[] {threshold, ratio, knee, 10, 120, makeup, 1, 0, 0, 0, 0, 0, 1, 20, 20_000});
        return compressor;
    }
}
