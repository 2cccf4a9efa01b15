package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {
    private static final int[] RATES = {
        8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000
    };

    @ParameterizedTest
    @CsvSource({
        "44100, 48000",
        "48000, 44100",
        "96000, 48000",
        "48000, 96000",
        "88200, 48000",
        "44100, 192000",
        "192000, 44100",
        "8000, 48000",
        "176400, 32000"
    })
    void a_tone_below_nine_tenths_of_nyquist_stays_what_it_is(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        for (double part : new double[] {0.01, 0.3, 0.77, 0.905}) {
            double hertz = part * nyquist;
            int frames = from / 8;
            double[] y = resample(Signals.sine(from, hertz, 1, 0.3, frames), from, to);
            double[] expected = Signals.sine(to, hertz, 1, 0.3, y.length);
            double[] quadrature = Signals.sine(to, hertz, 1, 0.3 + Math.PI / 2, y.length);
            int start = y.length / 4;
            int end = 3 * y.length / 4;
            double ee = dot(expected, expected, start, end);
            double qq = dot(quadrature, quadrature, start, end);
            double eq = dot(expected, quadrature, start, end);
            double ye = dot(y, expected, start, end);
            double yq = dot(y, quadrature, start, end);
            double gain = (ye * qq - yq * eq) / (ee * qq - eq * eq);
            double turned = (yq * ee - ye * eq) / (ee * qq - eq * eq);
            assertThat(Signals.decibels(gain)).as("gain at %s Hz", hertz).isCloseTo(0, within(0.01));
            double residue = 0;
            for (int i = start; i < end; i++) {
                residue += square(y[i] - gain * expected[i] - turned * quadrature[i]);
            }
            double level = 10 * Math.log10(residue / dot(expected, expected, start, end));
            assertThat(level).as("images and noise at %s Hz", hertz).isLessThan(-120);
            assertThat(Math.abs(turned)).as("delay at %s Hz", hertz).isLessThan(1e-3);
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 44100", "96000, 48000", "192000, 44100", "44100, 32000", "48000, 8000"})
    void a_tone_that_the_lower_rate_cannot_have_is_120_db_down(int from, int to) {
        for (double part : new double[] {1.0, 1.04, 1.3}) {
            double hertz = part * to / 2.0;
            if (hertz < from / 2.0) {
                double[] y = resample(Signals.sine(from, hertz, 1, 0.3, from / 8), from, to);
                double peak = 0;
                for (int i = y.length / 4; i < 3 * y.length / 4; i++) {
                    peak = Math.max(peak, Math.abs(y[i]));
                }
                assertThat(Signals.decibels(peak)).as("%s Hz", hertz).isLessThan(-120);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 48000, 1", "48000, 44100, 2", "48000, 192000, 2", "192000, 11025, 1", "48000, 48000, 2"})
    void the_split_into_blocks_does_not_change_a_bit(int from, int to, int channels) {
        int frames = 30_011;
        double[][] x = Signals.programme(5, channels, frames);
        Resampler whole = new Resampler(from, to, channels);
        int length = (int) whole.outputFrames(frames);
        double[][] expected = new double[channels][length];
        whole.push(x, 0, frames);
        whole.end();
        assertThat(whole.pull(expected, 0, length + 5)).isEqualTo(length);
        Resampler split = new Resampler(from, to, channels);
        double[][] got = new double[channels][length];
        Random random = new Random(6);
        int pushed = 0;
        int pulled = 0;
        while (pushed < frames) {
            int now = Math.min(frames - pushed, random.nextInt(random.nextInt(10) == 0 ? 9000 : 50));
            split.push(x, pushed, now);
            pushed += now;
            pulled += split.pull(got, pulled, Math.min(length - pulled, random.nextInt(20_000)));
        }
        split.end();
        pulled += split.pull(got, pulled, length - pulled);
        assertThat(pulled).isEqualTo(length);
        assertThat(got).isDeepEqualTo(expected);
    }

    @Test
    void between_all_rates_the_length_is_exact_and_a_level_stays() {
        int seen = 0;
        for (int from : RATES) {
            for (int to : RATES) {
                Resampler resampler = new Resampler(from, to, 1);
                int frames = from / 10 + 7;
                double[] x = new double[frames];
                Arrays.fill(x, 0.5);
                double[] y = resample(x, from, to);
                assertThat(y).as("%d to %d", from, to).hasSize((int) Math.ceil((double) frames * to / from));
                assertThat(resampler.outputFrames(frames)).isEqualTo(y.length);
                assertThat(y[y.length / 2]).isCloseTo(0.5, within(1e-6));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(144);
    }

    @Test
    void an_impulse_stays_where_it_is() {
        double[] x = new double[2000];
        x[1470] = 1;
        double[] y = resample(x, 44_100, 48_000);
        int highest = 0;
        for (int i = 0; i < y.length; i++) {
            highest = Math.abs(y[i]) > Math.abs(y[highest]) ? i : highest;
        }
        assertThat(highest).isEqualTo(1600);
        for (int d = 1; d < 300; d++) {
            assertThat(y[1600 + d]).isCloseTo(y[1600 - d], within(1e-9));
        }
    }

    @Test
    void the_same_rate_changes_no_bit() {
        double[] x = Signals.programme(4, 1, 5000)[0];
        assertThat(resample(x, 48_000, 48_000)).isEqualTo(x);
    }

    @Test
    void a_ratio_of_large_numbers_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(44_101, 48_000, 1));
    }

    private static double[] resample(double[] x, int from, int to) {
        Resampler resampler = new Resampler(from, to, 1);
        double[][] y = new double[1][(int) resampler.outputFrames(x.length)];
        resampler.push(new double[][] {x}, 0, x.length);
        resampler.end();
        assertThat(resampler.pull(y, 0, y[0].length)).isEqualTo(y[0].length);
        return y[0];
    }

    private static double dot(double[] a, double[] b, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
