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
