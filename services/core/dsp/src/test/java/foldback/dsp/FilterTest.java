package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FilterTest {
    @Test
    void the_corner_is_at_minus_3_db_whatever_the_slope() {
        for (double shape : new double[] {0, 1}) {
            for (double slope : new double[] {0, 1, 2, 3, 4, 5}) {
                assertThat(db(filter(shape, 500, slope), 500)).isCloseTo(-3.0103, within(1e-4));
            }
        }
    }

    @Test
    void an_octave_beyond_falls_by_12_or_24_db() {
        Filter gentle = filter(0, 400, 0);
        Filter steep = filter(0, 400, 1);
        assertThat(db(gentle, 50) - db(gentle, 25)).isCloseTo(12.04, within(0.05));
        assertThat(db(steep, 50) - db(steep, 25)).isCloseTo(24.08, within(0.05));
    }

    @Test
    void every_slope_falls_by_as_much_per_octave_as_it_says() {
        double[] slopes = {12, 24, 6, 18, 36, 48};
        for (int choice = 0; choice < slopes.length; choice++) {
            Filter high = filter(Filter.HIGH_PASS, 1600, choice);
            double fall = db(high, 100) - db(high, 50);
            assertThat(fall).as("%s dB/oct", slopes[choice]).isCloseTo(slopes[choice] * 1.00343, within(0.06));
            Filter low = filter(Filter.LOW_PASS, 200, choice);
            assertThat(db(low, 1600) - db(low, 3200)).isCloseTo(slopes[choice] * 1.00343, within(0.3));
        }
    }

    @Test
    void a_low_pass_near_nyquist_stays_within_a_decibel_of_its_analogue_prototype() {
        Filter filter = filter(Filter.LOW_PASS, 12_000, 0);
        for (double hertz = 500; hertz < 21_000; hertz += 500) {
            double analogue = -10 * Math.log10(1 + Math.pow(hertz / 12_000, 4));
            assertThat(db(filter, hertz)).as("%s Hz", hertz).isCloseTo(analogue, within(1.0));
        }
    }

    @Test
    void a_band_pass_is_0_db_at_its_frequency_and_has_the_prototypes_skirts() {
        Filter filter = resonance(Filter.BAND_PASS, 2000, 3);
        assertThat(db(filter, 2000)).isCloseTo(0, within(1e-6));
        for (double hertz : new double[] {100, 500, 1500, 3000, 10_000, 16_000}) {
            double w = hertz / 2000;
            double analogue = Signals.decibels(w / 3 / Math.hypot(1 - w * w, w / 3));
            assertThat(db(filter, hertz)).as("%s Hz", hertz).isCloseTo(analogue, within(0.5));
        }
    }

    @Test
    void a_notch_is_silent_at_its_frequency_and_1_far_from_it() {
        Filter filter = resonance(Filter.NOTCH, 2000, 3);
        assertThat(filter.magnitudeAt(2000)).isLessThan(1e-9);
        assertThat(db(filter, 20)).isCloseTo(0, within(1e-3));
        assertThat(db(filter, 24_000)).isCloseTo(0, within(1e-9));
    }

    private static Filter resonance(double shape, double hertz, double q) {
        Filter filter = new Filter();
        filter.prepare(48_000, 1);
        filter.configure(new double[] {shape, hertz, 0, q});
        return filter;
    }

    @Test
    void a_corner_above_nyquist_is_clamped_and_stable() {
        Filter filter = new Filter();
        filter.prepare(8000, 1);
        filter.configure(new double[] {1, 19_000, 1, 0.7});
        double[][] x = Signals.programme(1, 1, 10_000);
        filter.process(x, 0, 10_000);
        assertThat(Arrays.stream(x[0]).allMatch(v -> Math.abs(v) < 2)).isTrue();
    }

    private static Filter filter(double shape, double hertz, double slope) {
        Filter filter = new Filter();
        filter.prepare(48_000, 1);
        filter.configure(new double[] {shape, hertz, slope, 0.7});
        return filter;
    }

    private static double db(Filter filter, double hertz) {
        return Signals.decibels(filter.magnitudeAt(hertz));
    }
}
