package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class QuantiserTest {
    private static final int DRAWS = 1_000_000;

    @Test
    void dither_is_triangular_with_no_mean_and_a_sixth_of_a_square_step_of_variance() {
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        double before = 0;
        for (int frame = 0; frame < DRAWS; frame++) {
            double d = Quantiser.dither(frame, 0);
            assertThat(d).isBetween(-1.0, 1.0);
            sum += d;
            squares += d * d;
            neighbours += d * before;
            before = d;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(2e-3));
        assertThat(squares / DRAWS).isCloseTo(1 / 6.0, within(2e-3));
        assertThat(neighbours / DRAWS).isCloseTo(0, within(2e-3));
    }

    @Test
    void channels_are_dithered_apart() {
        double both = 0;
        for (int frame = 0; frame < DRAWS; frame++) {
            both += Quantiser.dither(frame, 0) * Quantiser.dither(frame, 1);
        }
        assertThat(both / DRAWS).isCloseTo(0, within(2e-3));
    }

    @Test
    void a_level_between_two_steps_is_kept_on_average() {
        Quantiser quantiser = new Quantiser(16);
        double sum = 0;
        for (int frame = 0; frame < DRAWS; frame++) {
            sum += quantiser.quantise(0.3 / 32768, frame, 0);
        }
        assertThat(sum / DRAWS).isCloseTo(0.3, within(3e-3));
    }

    @Test
    void what_is_beyond_full_scale_is_clipped() {
        assertThat(new Quantiser(16).quantise(2, 5, 0)).isEqualTo(32_767);
        assertThat(new Quantiser(24).quantise(-2, 5, 0)).isEqualTo(-8_388_608);
    }

    @Test
    void other_word_lengths_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantiser(20));
    }
}
