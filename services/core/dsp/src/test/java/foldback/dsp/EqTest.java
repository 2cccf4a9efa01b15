package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        double[] parameters = Subject.eq(new Random(1), 0);
        parameters[Eq.SHAPE] = shape;
        parameters[Eq.FREQUENCY] = hertz;
        parameters[Eq.GAIN] = gain;
        parameters[Eq.Q] = q;
        Eq eq = new Eq();
        eq.prepare(rate, 1);
        eq.configure(parameters);
        return eq;
    }
}
