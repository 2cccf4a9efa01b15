package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LevelMeterTest {
    @Test
    void a_sine_has_the_rms_of_its_amplitude_over_the_root_of_two() {
        LevelMeter meter =
                meter(Signals.sine(48_000, 1000, 0.5, 0, 48_000), Signals.sine(48_000, 500, 0.25, 0, 48_000));
        assertThat(meter.rms(0)).isCloseTo(0.5 / Math.sqrt(2), within(1e-4));
        assertThat(meter.rms(1)).isCloseTo(0.25 / Math.sqrt(2), within(1e-4));
        assertThat(meter.rmsOfAll()).isCloseTo(Math.sqrt((0.25 + 0.0625) / 4), within(1e-4));
    }

    @Test
    void correlation_is_the_cosine_of_the_phase_between_the_sides() {
        for (int degrees = 0; degrees <= 180; degrees += 30) {
            double phase = Math.toRadians(degrees);
            LevelMeter meter =
                    meter(Signals.sine(48_000, 1000, 0.5, 0, 48_000), Signals.sine(48_000, 1000, 0.1, phase, 48_000));
            assertThat(meter.correlation()).as("%d degrees", degrees).isCloseTo(Math.cos(phase), within(1e-3));
        }
    }

    @Test
    void balance_follows_the_power() {
        double[] sine = Signals.sine(48_000, 1000, 0.5, 0, 48_000);
        assertThat(meter(sine, sine).balance()).isEqualTo(0);
        assertThat(meter(sine, new double[48_000]).balance()).isEqualTo(-1);
        assertThat(meter(new double[48_000], sine).balance()).isEqualTo(1);
        assertThat(meter(new double[48_000], new double[48_000]).balance()).isEqualTo(0);
        assertThat(meter(new double[48_000], sine).correlation()).isEqualTo(0);
    }

    @Test
    void the_window_forgets_what_is_older() {
        double[] x = Signals.sine(48_000, 1000, 0.5, 0, 48_000);
        Arrays.fill(x, 24_000, 48_000, 0);
        LevelMeter meter = meter(x, x);
        assertThat(meter.rms(0)).isEqualTo(0);
        assertThat(meter.rmsOfAll()).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void the_split_into_blocks_does_not_change_a_bit() {
        double[][] x = Signals.programme(6, 2, 50_000);
        LevelMeter whole = meter(x[0], x[1]);
        LevelMeter split = new LevelMeter(48_000, 2, 0.3);
        for (int at = 0; at < 50_000; at += 77) {
            split.add(x, at, Math.min(77, 50_000 - at));
        }
        assertThat(split.correlation()).isEqualTo(whole.correlation());
        assertThat(split.rmsOfAll()).isEqualTo(whole.rmsOfAll());
        assertThat(split.balance()).isEqualTo(whole.balance());
    }

    private static LevelMeter meter(double[] left, double[] right) {
        LevelMeter meter = new LevelMeter(48_000, 2, 0.3);
        meter.add(new double[][] {left, right}, 0, left.length);
        return meter;
    }
}
