package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    @Test
    void nothing_is_heard_before_the_pre_delay() {
        Reverb reverb = reverb(48_000, new double[] {1.8, 50, 6000, 1, 1});
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
        Reverb reverb = reverb(48_000, new double[] {1.8, 20, 6000, 1, 1});
        double[][] x = noise(5 * 48_000);
        double before = energy(x[0], 4 * 48_000, 5 * 48_000);
        reverb.process(x, 0, 5 * 48_000);
        double after = energy(x[0], 4 * 48_000, 5 * 48_000);
        double gain = 10 * Math.log10(after / before);
        System.out.printf("reverb: wet level %.2f dB%n", gain);
        assertThat(gain).isBetween(-9.0, 1.0);
    }

    private static double correlation(double width) {
        Reverb reverb = reverb(48_000, new double[] {1.8, 20, 6000, width, 1});
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
        int frames = (int) (rate * (decay * 1.5 + 0.5));
        double[][] x = Signals.impulse(2, frames);
        Reverb reverb = reverb(rate, new double[] {decay, 0, damping, 1, 1});
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

    private static Reverb reverb(int rate, double[] parameters) {
        Reverb reverb = new Reverb();
        reverb.prepare(rate, 2);
        reverb.configure(parameters);
        return reverb;
    }
}
