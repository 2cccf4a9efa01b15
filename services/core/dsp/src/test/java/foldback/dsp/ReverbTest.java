package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReverbTest {
    @ParameterizedTest
    @CsvSource({"44100, 0.3", "48000, 0.5", "48000, 1.8", "48000, 6", "96000, 2.5"})
    void low_frequencies_fall_by_60_db_within_the_decay_time(int rate, double decay) {
        double measured = decaySeconds(rate, decay, 20_000, 300);
        System.out.printf("reverb: %d Hz, decay %.1f s, measured %.3f s%n", rate, decay, measured);
        assertThat(measured).isCloseTo(decay, within(0.1 * decay));
    }

    @Test
    void at_the_damping_frequency_the_decay_takes_half_as_long() {
        assertThat(decaySeconds(48_000, 2, 4000, 4000)).isCloseTo(1, within(0.15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "0, 1.5", "1, 0.5", "1, 1", "1, 1.5", "2, 0.5", "2, 1", "2, 1.5"})
    void every_type_and_size_falls_by_60_db_within_the_decay_time_at_mid_band(double type, double size) {
        double[] p = hall(1.5, 0, 20_000, 1, 1);
        p[Reverb.TYPE] = type;
        p[Reverb.SIZE] = size;
        p[Reverb.HIGH_DECAY] = 1;
        double measured = decaySeconds(48_000, p, 1000);
        System.out.printf("reverb: type %.0f, size %.1f, decay 1.5 s, measured %.3f s%n", type, size, measured);
        assertThat(measured).isCloseTo(1.5, within(0.1 * 1.5));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "0, 2", "1, 0.5", "1, 2", "2, 0.5", "2, 2"})
    void lows_and_highs_last_as_long_as_their_multipliers_say(double type, double low) {
        double[] p = hall(1, 0, 8000, 1, 1);
        p[Reverb.TYPE] = type;
        p[Reverb.LOW_DECAY] = low;
        p[Reverb.LOW_CROSSOVER] = 1000;
        p[Reverb.HIGH_DECAY] = 0.4;
        p[Reverb.DIFFUSION] = 0.7;
        double lows = decaySeconds(48_000, p, 60);
        double highs = decaySeconds(48_000, p, 8000);
        System.out.printf(
                "reverb: type %.0f, lows %.1f s, measured %.3f s, highs 0.4 s, %.3f s%n", type, low, lows, highs);
        // A plate's allpasses delay narrow bands by more or less than their length, and it goes round but twice a
        // second.
        double tolerance = type == 2 ? 0.45 : 0.15;
        assertThat(lows).isCloseTo(low, within(tolerance * low));
        assertThat(highs).isCloseTo(0.4, within((type == 2 ? 0.35 : 0.25) * 0.4));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void no_parameters_make_it_grow(double type) {
        Random random = new Random(31);
        for (int i = 0; i < 12; i++) {
            double[] p = {
                12,
                0,
                1000 + 19_000 * random.nextDouble(),
                1,
                1,
                type,
                0.5 + random.nextDouble(),
                i % 2 == 0 ? 1 : 0.1,
                i % 3 == 0 ? 0.25 : 2,
                50 + 950 * random.nextDouble(),
                1,
                random.nextDouble(),
                5,
                i % 2
            };
            Reverb reverb = reverb(44_100, p);
            double[][] x = noise(44_100);
            reverb.process(x, 0, 44_100);
            double before = energy(x[0], 22_050, 44_100);
            double[][] silence = new double[2][44_100];
            for (int second = 0; second < 4; second++) {
                silence = new double[2][44_100];
                reverb.process(silence, 0, 44_100);
            }
            assertThat(energy(silence[0], 0, 22_050))
                    .as("%s", Arrays.toString(p))
                    .isLessThan(before);
        }
    }

    @Test
    void early_reflections_come_first_and_as_loud_as_told() {
        double[] p = hall(1.8, 0, 6000, 1, 1);
        p[Reverb.TYPE] = 1;
        p[Reverb.EARLY] = 0.5;
        double[][] x = Signals.impulse(2, 4800);
        reverb(48_000, p).process(x, 0, 4800);
        int first = 0;
        while (x[0][first] == 0) {
            first++;
        }
        assertThat(first).isEqualTo((int) (4.3 * 48 + 0.5));
        assertThat(x[0][first]).isCloseTo(0.5, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void every_type_gives_back_about_what_went_in(double type) {
        double[] p = hall(1.8, 20, 6000, 1, 1);
        p[Reverb.TYPE] = type;
        Reverb reverb = reverb(48_000, p);
        double[][] x = noise(5 * 48_000);
        double before = energy(x[0], 4 * 48_000, 5 * 48_000);
        reverb.process(x, 0, 5 * 48_000);
        double gain = 10 * Math.log10(energy(x[0], 4 * 48_000, 5 * 48_000) / before);
        System.out.printf("reverb: type %.0f, wet level %.2f dB%n", type, gain);
        assertThat(gain).isBetween(-8.0, -2.0);
    }

    @Test
    void a_new_mix_is_reached_over_a_tick() {
        double[] p = hall(1.8, 20, 6000, 1, 0);
        Reverb reverb = reverb(48_000, p);
        double[][] x = new double[2][256];
        Arrays.fill(x[0], 1);
        Arrays.fill(x[1], 1);
        reverb.process(x, 0, 128);
        p[Reverb.MIX] = 1;
        reverb.configure(p);
        reverb.process(x, 128, 128);
        for (int i = 0; i < 128; i++) {
            assertThat(x[0][i]).isEqualTo(1);
            assertThat(x[0][128 + i]).isCloseTo(1 - (i + 1) / 128.0, within(1e-12));
        }
    }

    @Test
    void nothing_is_heard_before_the_pre_delay() {
        Reverb reverb = reverb(48_000, hall(1.8, 50, 6000, 1, 1));
        double[][] x = Signals.impulse(2, 9600);
        reverb.process(x, 0, 9600);
        int first = 0;
        while (x[0][first] == 0) {
            first++;
        }
        assertThat(first).isBetween(2400 + 1433, 2400 + 1433 + 1200);
    }

    @Test
    void width_0_gives_both_sides_the_same_and_width_1_hardly_anything_in_common() {
        assertThat(correlation(0)).isCloseTo(1, within(1e-12));
        assertThat(Math.abs(correlation(1))).isLessThan(0.2);
    }

    @Test
    void noise_comes_back_about_as_loud_as_it_went_in_at_the_default_decay() {
        Reverb reverb = reverb(48_000, hall(1.8, 20, 6000, 1, 1));
        double[][] x = noise(5 * 48_000);
        double before = energy(x[0], 4 * 48_000, 5 * 48_000);
        reverb.process(x, 0, 5 * 48_000);
        double after = energy(x[0], 4 * 48_000, 5 * 48_000);
        double gain = 10 * Math.log10(after / before);
        System.out.printf("reverb: wet level %.2f dB%n", gain);
        assertThat(gain).isBetween(-9.0, 1.0);
    }

    private static double correlation(double width) {
        Reverb reverb = reverb(48_000, hall(1.8, 20, 6000, width, 1));
        double[][] x = noise(96_000);
        reverb.process(x, 0, 96_000);
        double both = 0;
        for (int i = 48_000; i < 96_000; i++) {
            both += x[0][i] * x[1][i];
        }
        return both / Math.sqrt(energy(x[0], 48_000, 96_000) * energy(x[1], 48_000, 96_000));
    }

    private static double[][] noise(int frames) {
        Random random = new Random(2);
        double[][] x = new double[2][frames];
        for (int i = 0; i < frames; i++) {
            x[0][i] = 0.1 * random.nextGaussian();
            x[1][i] = x[0][i];
        }
        return x;
    }

    private static double energy(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i] * x[i];
        }
        return sum;
    }

    /** From the slope of the backward-integrated energy (Schroeder 1965) in a band, between -5 and -35 dB. */
    private static double decaySeconds(int rate, double decay, double damping, double bandHertz) {
        return decaySeconds(rate, hall(decay, 0, damping, 1, 1), bandHertz);
    }

    private static double decaySeconds(int rate, double[] parameters, double bandHertz) {
        int frames = (int) (rate * (parameters[Reverb.DECAY] * 1.5 + 0.5));
        double[][] x = Signals.impulse(2, frames);
        Reverb reverb = reverb(rate, parameters);
        reverb.process(x, 0, frames);
        for (double shape : new double[] {0, 1}) {
            Filter band = new Filter();
            band.prepare(rate, 2);
            band.configure(new double[] {shape, bandHertz * (shape == 0 ? 0.8 : 1.25), 1});
            band.process(x, 0, frames);
        }
        double[] left = new double[frames];
        double sum = 0;
        for (int i = frames - 1; i >= 0; i--) {
            sum += x[0][i] * x[0][i] + x[1][i] * x[1][i];
            left[i] = sum;
        }
        int start = 0;
        int end = 0;
        for (int i = 0; i < frames; i++) {
            double db = 10 * Math.log10(left[i] / left[0]);
            start = db > -5 ? i : start;
            end = db > -35 ? i : end;
        }
        return 2.0 * (end - start) / rate;
    }

    private static double[] hall(double decay, double preDelay, double damping, double width, double mix) {
        return new double[] {decay, preDelay, damping, width, mix, 0, 1, 0.5, 1, 250, 0, 1, 0.5, 0};
    }

    private static Reverb reverb(int rate, double[] parameters) {
        Reverb reverb = new Reverb();
        reverb.prepare(rate, 2);
        reverb.configure(parameters);
        return reverb;
    }
}
