package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DeEsserTest {
    private static final int RATE = 48_000;
    private static final int SPLIT = 0;
    private static final int WIDE = 1;

    @Test
    void a_sharp_tone_is_turned_down_by_no_more_than_the_range() {
        assertThat(gain(deEsser(SPLIT, 20, 6), 12_000, 0, 12_000)).isCloseTo(shelf(12_000, -6), within(1e-3));
        assertThat(gain(deEsser(WIDE, 20, 6), 12_000, 0, 12_000)).isCloseTo(-6, within(1e-3));
    }

    @Test
    void a_low_tone_is_left_alone_however_loud() {
        for (int mode : new int[] {SPLIT, WIDE}) {
            assertThat(gain(deEsser(mode, 20, 24), 400, 0, 400)).isCloseTo(0, within(1e-3)); // its onset was not low
        }
    }

    /** The shelf {@code 1 + (g - 1) jw / (1 + jw)} in decibels, w after the bilinear transform. */
    private static double shelf(double hertz, double decibels) {
        double w = Math.tan(Math.PI * hertz / RATE) / Math.tan(Math.PI * 6000 / RATE);
        double g = Math.pow(10, decibels / 20);
        return Signals.decibels(Math.hypot(1, g * w) / Math.hypot(1, w));
    }

    @Test
    void split_spares_the_low_tone_under_a_sharp_one_and_wide_takes_it_along() {
        assertThat(gain(deEsser(SPLIT, 20, 12), 400, 12_000, 400)).isCloseTo(0, within(0.1));
        assertThat(gain(deEsser(WIDE, 20, 12), 400, 12_000, 400)).isCloseTo(-12, within(0.05));
    }

    @Test
    void listening_one_hears_the_band_and_not_what_lies_below() {
        double[] parameters = parameters(SPLIT, 20, 12);
        parameters[DeEsser.LISTEN] = 1;
        DeEsser deEsser = configured(parameters);
        assertThat(gain(deEsser, 400, 0, 400)).isLessThan(-80);
        assertThat(gain(deEsser, 12_000, 0, 12_000)).isCloseTo(0, within(0.1));
    }

    /** How much a tone is changed beside another, in decibels. */
    private static double gain(DeEsser deEsser, double hertz, double besideHertz, double measuredHertz) {
        double[] tone = Signals.sine(RATE, hertz, 0.4, 0, RATE);
        double[] beside = Signals.sine(RATE, besideHertz, 0.4, 0, RATE);
        double[][] x = {new double[RATE]};
        for (int i = 0; i < RATE; i++) {
            x[0][i] = tone[i] + beside[i];
        }
        double before = Signals.magnitudeAt(Arrays.copyOfRange(x[0], RATE / 2, RATE), RATE, measuredHertz);
        deEsser.process(x, 0, RATE);
        double after = Signals.magnitudeAt(Arrays.copyOfRange(x[0], RATE / 2, RATE), RATE, measuredHertz);
        return Signals.decibels(after / before);
    }

    private static DeEsser deEsser(double mode, double ratio, double range) {
        return configured(parameters(mode, ratio, range));
    }

    private static double[] parameters(double mode, double ratio, double range) {
        return new double[] {mode, 6000, -40, ratio, range, 0.5, 300, 0};
    }

    private static DeEsser configured(double[] parameters) {
        DeEsser deEsser = new DeEsser();
        deEsser.prepare(RATE, 1);
        deEsser.configure(parameters);
        return deEsser;
    }
}
