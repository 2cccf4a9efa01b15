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
        Compressor compressor = configured(parameters(-20, 4, 0, 0), 2);
        double[][] x = {new double[RATE], new double[RATE]};
        Arrays.fill(x[0], 0.01);
        Arrays.fill(x[1], 0.5);
        compressor.process(x, 0, RATE);
        assertThat(x[0][RATE - 1] / 0.01).isCloseTo(x[1][RATE - 1] / 0.5, within(1e-12));
        assertThat(x[0][RATE - 1]).isLessThan(0.009);
    }

    @Test
    void an_infinite_ratio_holds_the_level_at_the_threshold() {
        double[] parameters = parameters(-20, 2, 0, 0);
        parameters[Compressor.INFINITE] = 1;
        double[][] x = steady(configured(parameters, 1), -3, RATE);
        assertThat(Signals.decibels(x[0][RATE - 1])).isCloseTo(-20, within(3e-5));
    }

    @Test
    void the_rms_detector_hears_a_sine_3_db_below_its_peak() {
        double[] parameters = parameters(-20, 4, 0, 0);
        parameters[Compressor.ATTACK] = 200;
        parameters[Compressor.RELEASE] = 200;
        parameters[Compressor.DETECTOR] = 1;
        Compressor compressor = configured(parameters, 1);
        double[][] x = {Signals.sine(RATE, 2000, Math.pow(10, -8 / 20.0), 0, 2 * RATE)};
        compressor.process(x, 0, 2 * RATE);
        assertThat(compressor.reductionDecibels()).isCloseTo((12 - 3.0103) * 0.75, within(0.01));
    }

    @Test
    void the_reduction_is_held_before_it_is_released() {
        double[] parameters = parameters(-20, 4, 0, 0);
        parameters[Compressor.HOLD] = 50;
        Compressor compressor = configured(parameters, 1);
        steady(compressor, -8, RATE);
        double full = compressor.reductionDecibels();
        steady(compressor, -60, RATE * 50 / 1000);
        assertThat(compressor.reductionDecibels()).isCloseTo(full, within(1e-9));
        steady(compressor, -60, RATE * 120 / 1000);
        assertThat(compressor.reductionDecibels()).isCloseTo(9 / Math.E, within(2e-5));
    }

    @Test
    void the_automatic_release_is_the_one_asked_for_after_a_sine_and_shorter_after_a_lone_peak() {
        double[] parameters = parameters(-30, 4, 0, 0);
        parameters[Compressor.AUTO_RELEASE] = 1;
        parameters[Compressor.RELEASE] = 1000;
        parameters[Compressor.ATTACK] = 0.1;
        Compressor afterSine = configured(parameters, 1);
        afterSine.process(new double[][] {Signals.sine(RATE, 1000, 0.5, 0, RATE)}, 0, RATE);
        Compressor afterPeak = configured(parameters, 1);
        afterPeak.process(new double[][] {Signals.sine(RATE, 1000, 0.5, 0, 96)}, 0, 96);
        double sine = afterSine.reductionDecibels();
        double peak = afterPeak.reductionDecibels();
        int frames = RATE / 10;
        steady(afterSine, -90, frames);
        steady(afterPeak, -90, frames);
        assertThat(afterSine.reductionDecibels() / sine).isBetween(Math.exp(-0.13), Math.exp(-0.09));
        assertThat(afterPeak.reductionDecibels() / peak).isLessThan(0.1);
    }

    @Test
    void with_look_ahead_the_gain_is_down_when_the_attack_comes_and_the_delay_is_reported() {
        double[] parameters = parameters(-20, 4, 0, 0);
        parameters[Compressor.ATTACK] = 1;
        parameters[Compressor.LOOK_AHEAD] = 10;
        Compressor compressor = configured(parameters, 1);
        assertThat(compressor.latencyFrames()).isEqualTo(480);
        double[][] x = {new double[RATE]};
        Arrays.fill(x[0], 1000, RATE, 1);
        compressor.process(x, 0, RATE);
        assertThat(x[0][1000 + 479]).isZero();
        assertThat(Signals.decibels(x[0][1000 + 480])).isCloseTo(-15, within(0.01));
    }

    @Test
    void channels_that_are_not_linked_are_turned_down_each_for_itself_and_half_linked_ones_half() {
        for (double link : new double[] {0, 0.5, 1}) {
            double[] parameters = parameters(-20, 4, 0, 0);
            parameters[Compressor.LINK] = link;
            Compressor compressor = configured(parameters, 2);
            double[][] x = {new double[RATE], new double[RATE]};
            Arrays.fill(x[0], 1);
            Arrays.fill(x[1], 0.01);
            compressor.process(x, 0, RATE);
            assertThat(Signals.decibels(x[0][RATE - 1])).isCloseTo(-15, within(3e-5));
            assertThat(Signals.decibels(x[1][RATE - 1] / 0.01)).isCloseTo(-15 * link, within(3e-5));
        }
    }

    @Test
    void a_sidechain_turns_the_signal_down_and_the_signal_itself_does_not() {
        Compressor compressor = configured(parameters(-20, 4, 0, 0), 2);
        double[][] x = {new double[RATE], new double[RATE]};
        double[][] key = {new double[RATE]};
        Arrays.fill(x[0], 1);
        compressor.process(x, key, 0, RATE);
        assertThat(x[0][RATE - 1]).isEqualTo(1);
        Arrays.fill(key[0], 1);
        compressor.process(x, key, 0, RATE);
        assertThat(Signals.decibels(x[0][RATE - 1])).isCloseTo(-15, within(3e-5));
        assertThat(key[0][RATE - 1]).isEqualTo(1);
    }

    @Test
    void the_keys_filters_take_away_what_lies_outside_of_them() {
        double[] parameters = parameters(-40, 4, 0, 0);
        parameters[Compressor.KEY_HIGH_PASS] = 1000;
        parameters[Compressor.KEY_LOW_PASS] = 4000;
        for (double hertz : new double[] {20, 20_000}) {
            Compressor compressor = configured(parameters, 1);
            compressor.process(new double[][] {Signals.sine(RATE, hertz, 0.2, 0, RATE)}, 0, RATE);
            assertThat(compressor.reductionDecibels()).as("%s Hz", hertz).isLessThan(0.5);
        }
        Compressor compressor = configured(parameters, 1);
        compressor.process(new double[][] {Signals.sine(RATE, 2000, 0.2, 0, RATE)}, 0, RATE);
        assertThat(compressor.reductionDecibels()).isGreaterThan(15);
    }

    @Test
    void make_up_and_mix_reach_new_values_in_a_straight_line_over_a_tick() {
        double[] parameters = parameters(0, 2, 0, 0);
        Compressor compressor = configured(parameters, 1);
        steady(compressor, -40, Processor.TICK_FRAMES);
        parameters[Compressor.MAKEUP] = 20 * Math.log10(2);
        compressor.configure(parameters);
        double[][] x = {new double[2 * Processor.TICK_FRAMES]};
        Arrays.fill(x[0], 0.01);
        compressor.process(x, 0, x[0].length);
        for (int i = 0; i < Processor.TICK_FRAMES; i++) {
            assertThat(x[0][i] / 0.01).isCloseTo(1 + i / 128.0, within(1e-12));
        }
        assertThat(x[0][200] / 0.01).isCloseTo(2, within(1e-12));
    }

    private static double[][] steady(Compressor compressor, double decibels, int frames) {
        double[][] x = {new double[frames]};
        Arrays.fill(x[0], Math.pow(10, decibels / 20));
        compressor.process(x, 0, frames);
        return x;
    }

    private static Compressor compressor(double threshold, double ratio, double knee, double makeup) {
        return configured(parameters(threshold, ratio, knee, makeup), 1);
    }

    private static double[] parameters(double threshold, double ratio, double knee, double makeup) {
        return new double[] {threshold, ratio, knee, 10, 120, makeup, 1, 0, 0, 0, 0, 0, 1, 20, 20_000};
    }

    private static Compressor configured(double[] parameters, int channels) {
        Compressor compressor = new Compressor();
        compressor.prepare(RATE, channels);
        compressor.configure(parameters);
        return compressor;
    }
}
