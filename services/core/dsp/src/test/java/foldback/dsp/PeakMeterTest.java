package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeakMeterTest {
    /** EBU Tech 3341, table 1, cases 15 to 19: tolerance +0.2, -0.4 dB. */
    @ParameterizedTest
    @CsvSource({"4, 0, 0.5, -6", "4, 45, 0.5, -6", "6, 60, 0.5, -6", "8, 67.5, 0.5, -6", "4, 45, 1.41, 3"})
    void a_sine_between_the_samples_shows_its_true_peak(int partOfRate, double degrees, double amplitude, double db) {
        double[] fade = Signals.sine(48_000, 48_000.0 / partOfRate, amplitude, Math.toRadians(degrees), 48_000);
        for (int i = 0; i < 2000; i++) {
            fade[i] *= i / 2000.0;
            fade[47_999 - i] *= i / 2000.0;
        }
        PeakMeter meter = meter(48_000, fade);
        assertThat(Signals.decibels(meter.truePeak())).isBetween(db - 0.4, db + 0.2);
    }

    @Test
    void a_quarter_of_the_rate_at_45_degrees_reads_3_db_above_its_samples() {
        double[] x = Signals.sine(48_000, 12_000, 1, Math.PI / 4, 48_000);
        for (int i = 0; i < 4000; i++) {
            x[i] *= i / 4000.0;
            x[47_999 - i] *= i / 4000.0;
        }
        PeakMeter meter = meter(48_000, x);
        assertThat(Signals.decibels(meter.samplePeak())).isCloseTo(-3.01, within(0.01));
        assertThat(Signals.decibels(meter.truePeak())).isCloseTo(0, within(0.02));
    }

    /** What is skipped could not have been higher: the same bits as from every point of every phase. */
    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 88_200, 96_000, 192_000})
    void what_is_skipped_changes_no_bit(int rate) {
        for (int seed = 0; seed < 20; seed++) {
            double[] x = Signals.programme(seed, 1, 20_000)[0];
            if (seed % 2 == 0) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = 0.3 * Math.sin(i * i * 1e-5) + (i == 7777 ? 0.4 : 0) + 0.01 * x[i];
                }
            }
            double expected = Arrays.stream(x).map(Math::abs).max().orElseThrow();
            for (double[] taps : new TruePeakInterpolator(rate).phases()) {
                for (int at = 1 - taps.length; at < x.length; at++) {
                    double sum = 0;
                    for (int j = 0; j < taps.length; j++) {
                        int k = at + j;
                        sum += taps[j] * (k < 0 || k >= x.length ? 0 : x[k]);
                    }
                    expected = Math.max(expected, Math.abs(sum));
                }
            }
            assertThat(meter(rate, x).truePeak()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** As cases 20 to 23: bursts whose peak lies anywhere between the samples; the oracle is the sum of sines itself, 64 times as fine. */
    @Test
    void a_burst_shows_its_true_peak_wherever_it_lies_between_the_samples() {
        Random random = new Random(23);
        for (int n = 0; n < 40; n++) {
            double offset = n / 40.0;
            double[] hertz = {1000 + 11_000 * random.nextDouble(), 1000 + 11_000 * random.nextDouble(), 4000};
            double[] x = new double[2000];
            double peak = 0;
            for (int i = 0; i < 2000; i++) {
                for (int fine = 0; fine < 64; fine++) {
                    double t = i + fine / 64.0 + offset - 1000;
                    double y = 0;
                    for (double f : hertz) {
                        y += Math.cos(2 * Math.PI * f / 48_000 * t) / 3;
                    }
                    y *= Math.exp(-t * t / 20_000);
                    x[i] = fine == 0 ? y : x[i];
                    peak = Math.max(peak, Math.abs(y));
                }
            }
            double error = Signals.decibels(meter(48_000, x).truePeak() / peak);
            assertThat(error).as("offset %s", offset).isBetween(-0.2, 0.05);
        }
    }

    @Test
    void a_peak_in_the_very_last_sample_is_seen() {
        double[] x = new double[1000];
        x[999] = 0.7;
        assertThat(meter(48_000, x).truePeak()).isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void at_192_khz_the_true_peak_is_the_sample_peak() {
        double[] x = Signals.sine(192_000, 48_000, 1, Math.PI / 4, 192_000);
        PeakMeter meter = meter(192_000, x);
        assertThat(meter.truePeak()).isEqualTo(meter.samplePeak());
    }

    private static PeakMeter meter(int rate, double[] x) {
        PeakMeter meter = new PeakMeter(rate, 1);
        for (int at = 0; at < x.length; at += 333) {
            meter.add(new double[][] {x}, at, Math.min(333, x.length - at));
        }
        meter.finish();
        return meter;
    }
}
