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
    void twenty_bits_have_steps_of_their_own() {
        assertThat(new Quantiser(20, Dither.NONE, 48_000, 1).quantise(0.25, 0, 0))
                .isEqualTo(131_072);
        assertThat(new Quantiser(20, Dither.NONE, 48_000, 1).quantise(1, 0, 0)).isEqualTo(524_287);
    }

    @Test
    void without_dither_whole_steps_stay_what_they_are() {
        Quantiser quantiser = new Quantiser(16, Dither.NONE, 44_100, 1);
        for (int step = -32_768; step < 32_768; step++) {
            assertThat(quantiser.quantise(step / 32_768.0, step + 32_768L, 0)).isEqualTo(step);
        }
    }

    /** The error's spectrum against the filter's: at 4 kHz the ear is keenest, and hears 20 dB less than of white dither. */
    @Test
    void shaped_dither_moves_the_error_away_from_where_the_ear_is_keen() {
        double[] white = errors(new Quantiser(16, Dither.TRIANGULAR, 44_100, 1));
        double[] shaped = errors(new Quantiser(16, Dither.SHAPED, 44_100, 1));
        for (double hertz : new double[] {500, 2000, 4000, 8000, 12_000, 15_000, 20_000}) {
            double re = 1;
            double im = 0;
            double[] c = {2.412, -3.370, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569, 0.0847};
            for (int k = 0; k < c.length; k++) {
                re -= c[k] * Math.cos(2 * Math.PI * hertz / 44_100 * (k + 1));
                im += c[k] * Math.sin(2 * Math.PI * hertz / 44_100 * (k + 1));
            }
            double measured = 10 * Math.log10(band(shaped, hertz) / band(white, hertz));
            assertThat(measured).as("%s Hz", hertz).isCloseTo(Signals.decibels(Math.hypot(re, im)), within(1.5));
        }
        assertThat(10 * Math.log10(band(shaped, 4000) / band(white, 4000))).isLessThan(-15);
    }

    @Test
    void a_shaped_range_that_begins_at_a_span_is_that_of_the_whole() {
        Quantiser whole = new Quantiser(16, Dither.SHAPED, 48_000, 2);
        Quantiser part = new Quantiser(16, Dither.SHAPED, 48_000, 2);
        for (int frame = 0; frame < Quantiser.SHAPED_SPAN + 3000; frame++) {
            for (int channel = 0; channel < 2; channel++) {
                int expected = whole.quantise(0.1 * Math.sin(0.01 * frame), frame, channel);
                if (frame >= Quantiser.SHAPED_SPAN) {
                    assertThat(part.quantise(0.1 * Math.sin(0.01 * frame), frame, channel))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void a_shaped_range_goes_on_from_a_state() {
        Quantiser first = new Quantiser(24, Dither.SHAPED, 48_000, 1);
        Quantiser second = new Quantiser(24, Dither.SHAPED, 48_000, 1);
        for (int frame = 1; frame < 2000; frame++) {
            if (frame == 1000) {
                SavedState.of(first::exchange).restore(second::exchange);
            }
            int expected = first.quantise(0.3 * Math.sin(0.02 * frame), frame, 0);
            if (frame >= 1000) {
                assertThat(second.quantise(0.3 * Math.sin(0.02 * frame), frame, 0))
                        .isEqualTo(expected);
            }
        }
    }

    private static double[] errors(Quantiser quantiser) {
        double[] errors = new double[60_000];
        for (int frame = 0; frame < errors.length; frame++) {
            double x = 0.2 * Math.sin(0.0123 * frame);
            errors[frame] = quantiser.quantise(x, frame, 0) - x * 32_768;
        }
        return errors;
    }

    /** Power around a frequency, over 120 pieces of 500 frames. */
    private static double band(double[] x, double hertz) {
        double sum = 0;
        for (int at = 0; at < x.length; at += 500) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 500; i++) {
                double angle = 2 * Math.PI * hertz / 44_100 * i;
                double window = 1 - Math.cos(2 * Math.PI * i / 500);
                re += window * x[at + i] * Math.cos(angle);
                im += window * x[at + i] * Math.sin(angle);
            }
            sum += re * re + im * im;
        }
        return sum;
    }

    @Test
    void other_word_lengths_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantiser(12));
    }
}
