package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
