package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DspMathTest {
    private static final int DRAWS = 200_000;
    private final Random random = new Random(1);

    @Test
    void log2_is_within_4_ulp_of_1_over_its_whole_range() {
        for (int i = 0; i < DRAWS; i++) {
            double x = Math.pow(10, random.nextDouble() * 600 - 300);
            double expected = Math.log(x) / Math.log(2);
            assertThat(DspMath.log2(x)).isCloseTo(expected, ulps(4, Math.max(1, Math.abs(expected))));
        }
        assertThat(DspMath.log2(1)).isZero();
        assertThat(DspMath.log2(0)).isEqualTo(-1022);
    }

    @Test
    void exp2_is_within_4_ulp_over_its_whole_range() {
        for (int i = 0; i < DRAWS; i++) {
            double y = random.nextDouble() * 2000 - 1000;
            double expected = Math.pow(2, y);
            assertThat(DspMath.exp2(y)).isCloseTo(expected, ulps(4, expected));
        }
        assertThat(DspMath.exp2(0)).isEqualTo(1);
        assertThat(DspMath.exp2(-1e9)).isZero();
    }

    @Test
    void the_fast_logarithm_is_within_15_millionths_of_a_decibel_over_its_whole_range_and_exact_at_powers_of_two() {
        double worst = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = i % 2 == 0 ? Math.pow(10, random.nextDouble() * 600 - 300) : 1 + random.nextDouble();
            worst = Math.max(worst, Math.abs(DspMath.fastLog2(x) - Math.log(x) / Math.log(2)));
        }
        assertThat(20 * Math.log10(2) * worst).isBetween(1e-5, 1.5e-5);
        for (int e = -1021; e <= 1023; e++) {
            assertThat(DspMath.fastLog2(Math.scalb(1.0, e))).isEqualTo(e);
            assertThat(DspMath.fastLog2(Math.nextDown(Math.scalb(1.0, e)))).isCloseTo(e, within(1e-12));
        }
    }

    @Test
    void the_fast_power_is_within_a_millionth_of_a_decibel_over_its_whole_range_and_exact_at_whole_numbers() {
        double worst = 0;
        for (int i = 0; i < DRAWS; i++) {
            double y = i % 2 == 0 ? random.nextDouble() * 2000 - 1000 : random.nextDouble() * 2 - 1;
            worst = Math.max(worst, Math.abs(20 * Math.log10(DspMath.fastExp2(y) / Math.pow(2, y))));
        }
        assertThat(worst).isBetween(5e-7, 1e-6);
        for (int n = -1000; n <= 1000; n++) {
            assertThat(DspMath.fastExp2(n)).isEqualTo(Math.scalb(1.0, n));
        }
    }

    @Test
    void sine_cosine_and_tangent_are_within_4_ulp_of_1() {
        for (int i = 0; i < DRAWS; i++) {
            double x = random.nextDouble() * 20 - 10;
            // The argument x * PI itself is rounded, up to 31.4.
            assertThat(DspMath.sinPi(x)).isCloseTo(Math.sin(x * Math.PI), within(4e-15));
            assertThat(DspMath.cosPi(x)).isCloseTo(Math.cos(x * Math.PI), within(4e-15));
            double small = random.nextDouble() * 0.49;
            double tangent = Math.tan(small * Math.PI);
            assertThat(DspMath.tanPi(small)).isCloseTo(tangent, within(1e-14 * Math.max(1, tangent * tangent)));
        }
        assertThat(DspMath.sinPi(1)).isZero();
        assertThat(DspMath.cosPi(0.5)).isZero();
    }

    @Test
    void zero_decibels_is_exactly_one_and_levels_go_there_and_back() {
        assertThat(DspMath.decibelsToLinear(0)).isEqualTo(1);
        for (double db = -144; db <= 72; db += 0.37) {
            assertThat(DspMath.decibelsToLinear(db)).isCloseTo(Math.pow(10, db / 20), ulps(32, Math.pow(10, db / 20)));
            assertThat(DspMath.linearToDecibels(DspMath.decibelsToLinear(db))).isCloseTo(db, within(1e-12));
        }
    }

    private static Offset<Double> ulps(int count, double of) {
        return within(count * Math.ulp(of));
    }
}
