package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EqTest {
    private static final int RATE = 48_000;

    @Test
    void a_bell_has_its_gain_at_its_frequency_and_none_far_from_it() {
        Eq eq = band(0, 1000, 9, 2);
        assertThat(db(eq, 1000)).isCloseTo(9, within(0.01));
        assertThat(db(eq, 20)).isCloseTo(0, within(0.01));
    }

    @Test
    void a_bell_near_nyquist_stays_within_1_db_of_its_analogue_prototype_and_is_not_cramped() {
        Eq eq = band(0, 16_000, 12, 1);
        for (double hertz = 1000; hertz < 22_000; hertz += 500) {
            assertThat(db(eq, hertz)).as("%s Hz", hertz).isCloseTo(analogueBell(hertz / 16_000, 12, 1), within(1.0));
        }
    }

    @Test
    void shelves_reach_their_gain_on_one_side_and_none_on_the_other_and_half_of_it_at_their_frequency() {
        Eq low = band(1, 200, -10, 0.7071);
        assertThat(db(low, 20)).isCloseTo(-10, within(0.1));
        assertThat(db(low, 200)).isCloseTo(-5, within(0.01));
        assertThat(db(low, 10_000)).isCloseTo(0, within(0.05));
        Eq high = band(2, 8000, 10, 0.7071);
        assertThat(db(high, 100)).isCloseTo(0, within(0.05));
        assertThat(db(high, 8000)).isCloseTo(5, within(0.01));
        assertThat(db(high, 23_000)).isCloseTo(9.9, within(0.2));
    }

    @Test
    void a_boost_and_a_cut_of_the_same_band_cancel() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            int shape = random.nextInt(3);
            double hertz = 20 * Math.pow(1000, random.nextDouble());
            double gain = 24 * random.nextDouble();
            double q = 0.1 * Math.pow(180, random.nextDouble());
            Eq boost = band(shape, hertz, gain, q);
            Eq cut = band(shape, hertz, -gain, q);
            for (double at : new double[] {25, 333, 4000, 21_000}) {
                assertThat(boost.magnitudeAt(at) * cut.magnitudeAt(at)).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void the_magnitude_at_the_bands_frequency_is_as_asked_for_over_the_whole_range() {
        Random random = new Random(5);
        double worst = 0;
        for (int i = 0; i < 20_000; i++) {
            int rate = random.nextBoolean() ? 44_100 : 192_000;
            int shape = random.nextInt(3);
            double hertz = 20 * Math.pow(1000, random.nextDouble());
            double gain = 48 * random.nextDouble() - 24;
            double q = 0.1 * Math.pow(180, random.nextDouble());
            Eq eq = band(rate, shape, hertz, gain, q);
            double expected = shape == 0 ? gain : gain / 2;
            double clamped = Math.min(hertz, Filter.HIGHEST_CORNER * rate);
            worst = Math.max(worst, Math.abs(Signals.decibels(eq.magnitudeAt(clamped)) - expected));
        }
        System.out.println("eq: gain at the band's frequency off by at most " + worst + " dB");
        assertThat(worst).isLessThan(0.1);
    }

    @Test
    void a_notch_is_silent_at_its_frequency_and_its_frequency_by_q_wide() {
        Eq eq = band(Eq.NOTCH, 3000, 0, 4);
        assertThat(eq.magnitudeAt(3000)).isLessThan(1e-9);
        assertThat(db(eq, 30)).isCloseTo(0, within(0.001));
        double lower = edge(eq, 1500, 3000);
        double upper = edge(eq, 6000, 3000);
        assertThat(upper - lower).isCloseTo(3000 / 4.0, within(0.5));
    }

    /** Where the response is at -3.01 dB between somewhere outside the notch and its middle. */
    private static double edge(Eq eq, double outside, double inside) {
        double out = outside;
        double in = inside;
        for (int i = 0; i < 60; i++) {
            double middle = (out + in) / 2;
            if (eq.magnitudeAt(middle) > Math.sqrt(0.5)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return in;
    }

    @Test
    void a_tilt_turns_about_its_frequency() {
        Eq eq = band(Eq.TILT, 1000, 6, 0.7071);
        assertThat(db(eq, 1000)).isCloseTo(0, within(0.01));
        assertThat(db(eq, 20)).isCloseTo(-3, within(0.02));
        assertThat(db(eq, 20_000)).isCloseTo(3, within(0.05));
    }

    @Test
    void passes_have_their_q_at_their_frequency_whatever_their_gain() {
        for (double gain : new double[] {0, 12}) {
            assertThat(db(band(Eq.HIGH_PASS, 500, gain, 2), 500)).isCloseTo(6.0206, within(1e-3));
            assertThat(db(band(Eq.LOW_PASS, 500, gain, 2), 500)).isCloseTo(6.0206, within(1e-3));
        }
        Eq high = band(Eq.HIGH_PASS, 500, 0, 0.7071);
        assertThat(db(high, 40) - db(high, 20)).isCloseTo(12.04, within(0.05));
    }

    @Test
    void each_route_hears_the_band_where_it_should_and_nowhere_else() {
        double[] gains = {2, 1, 1, 2, 1};
        for (int route = Eq.STEREO; route <= Eq.RIGHT; route++) {
            double[] parameters = parameters(Eq.BELL, 1000, 6.0206, 1);
            parameters[Eq.YOUNGER + Eq.CHANNELS] = route;
            Eq eq = new Eq();
            eq.prepare(RATE, 2);
            eq.configure(parameters);
            double[] sine = Signals.sine(RATE, 1000, 0.25, 0, RATE);
            double[][] left = {sine.clone(), new double[RATE]};
            eq.process(left, 0, RATE);
            double own = route == Eq.MID || route == Eq.SIDE ? 1.5 : gains[route];
            double other = route == Eq.MID ? 0.5 : route == Eq.SIDE ? -0.5 : 0;
            int at = RATE - 12; // the crest of the last period
            assertThat(left[0][at] / sine[at]).as("route %d, left", route).isCloseTo(own, within(2e-3));
            assertThat(left[1][at] / sine[at]).as("route %d, right", route).isCloseTo(other, within(2e-3));
        }
    }

    @Test
    void a_mono_signal_has_no_side() {
        double[] parameters = parameters(Eq.BELL, 1000, 12, 1);
        parameters[Eq.YOUNGER + Eq.CHANNELS] = Eq.SIDE;
        Eq eq = new Eq();
        eq.prepare(RATE, 1);
        eq.configure(parameters);
        double[][] x = Signals.programme(3, 1, 1000);
        double[][] same = Signals.copy(x);
        eq.process(x, 0, 1000);
        assertThat(x).isDeepEqualTo(same);
    }

    @Test
    void a_level_above_the_threshold_moves_a_bell_by_the_ratio_and_no_further_than_its_range() {
        for (double[] expected : new double[][] {{-24, -6}, {-4, -4}, {10, 6}, {3, 3}}) {
            double range = expected[0];
            Eq eq = dynamicBell(range);
            double[][] x = {Signals.sine(RATE, 1000, Math.pow(10, -12 / 20.0), 0.3, RATE)};
            double[] in = x[0].clone();
            eq.process(x, 0, RATE);
            // The level in the band is measured before the gain: 12 dB over the threshold at 2:1.
            assertThat(eq.movedDecibels(0)).as("range %s", range).isCloseTo(expected[1], within(0.02));
            double louder = Signals.magnitudeAt(Arrays.copyOfRange(x[0], RATE / 2, RATE), RATE, 1000)
                    / Signals.magnitudeAt(Arrays.copyOfRange(in, RATE / 2, RATE), RATE, 1000);
            assertThat(Signals.decibels(louder)).isCloseTo(expected[1], within(0.02));
        }
    }

    @Test
    void a_level_elsewhere_in_the_spectrum_moves_no_band() {
        Eq eq = dynamicBell(-24);
        double[][] x = {Signals.sine(RATE, 8000, 0.25, 0, RATE)};
        eq.process(x, 0, RATE);
        assertThat(eq.movedDecibels(0)).isZero();
    }

    @Test
    void after_the_attack_63_percent_of_the_movement_is_there_and_after_the_release_37_are_left() {
        double[] parameters = parameters(Eq.HIGH_SHELF, 20, 0, 1);
        parameters[Eq.YOUNGER + Eq.RANGE] = -24;
        parameters[Eq.YOUNGER + Eq.RATIO] = 2;
        parameters[Eq.YOUNGER + Eq.ATTACK] = 100;
        parameters[Eq.YOUNGER + Eq.RELEASE] = 400;
        Eq eq = new Eq();
        eq.prepare(RATE, 1);
        eq.configure(parameters);
        double[][] x = {Signals.sine(RATE, 6000, 1, 0, 2 * RATE)};
        int attack = 37 * Processor.TICK_FRAMES; // 98.7 ms
        eq.process(x, 0, attack);
        assertThat(eq.movedDecibels(0)).isCloseTo(-12 * (1 - Math.exp(-attack / (0.1 * RATE))), within(0.01));
        eq.process(x, attack, RATE);
        double from = eq.movedDecibels(0);
        assertThat(from).isCloseTo(-12, within(0.01));
        double[][] silence = {new double[150 * Processor.TICK_FRAMES]};
        eq.reset();
        eq.process(new double[][] {Signals.sine(RATE, 6000, 1, 0, RATE / 128 * 128)}, 0, RATE / 128 * 128);
        double start = eq.movedDecibels(0);
        eq.process(silence, 0, silence[0].length);
        // The shelf's own filter rings for a tick.
        assertThat(eq.movedDecibels(0))
                .isBetween(
                        start * Math.exp(-(silence[0].length - 512) / (0.4 * RATE)),
                        start * Math.exp(-silence[0].length / (0.4 * RATE)));
    }

    private static Eq dynamicBell(double range) {
        double[] parameters = parameters(Eq.BELL, 1000, 0, 2);
        parameters[Eq.YOUNGER + Eq.RANGE] = range;
        parameters[Eq.YOUNGER + Eq.THRESHOLD] = -24;
        parameters[Eq.YOUNGER + Eq.RATIO] = 2;
        parameters[Eq.YOUNGER + Eq.ATTACK] = 10;
        parameters[Eq.YOUNGER + Eq.RELEASE] = 100;
        Eq eq = new Eq();
        eq.prepare(RATE, 1);
        eq.configure(parameters);
        return eq;
    }

    private static double analogueBell(double w, double gain, double q) {
        double a = Math.pow(10, gain / 40);
        double real = 1 - w * w;
        return Signals.decibels(Math.hypot(real, w * a / q) / Math.hypot(real, w / (a * q)));
    }

    private static double db(Eq eq, double hertz) {
        return Signals.decibels(eq.magnitudeAt(hertz));
    }

    private static Eq band(int shape, double hertz, double gain, double q) {
        return band(RATE, shape, hertz, gain, q);
    }

    private static Eq band(int rate, int shape, double hertz, double gain, double q) {
        Eq eq = new Eq();
        eq.prepare(rate, 1);
        eq.configure(parameters(shape, hertz, gain, q));
        return eq;
    }

    private static double[] parameters(int shape, double hertz, double gain, double q) {
        double[] parameters = Subject.eq(new Random(1), 0);
        parameters[Eq.SHAPE] = shape;
        parameters[Eq.FREQUENCY] = hertz;
        parameters[Eq.GAIN] = gain;
        parameters[Eq.Q] = q;
        return parameters;
    }
}
