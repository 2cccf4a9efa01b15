package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SaturationTest {
    private static final int FRAMES = 1 << 14;

    /** At 48 kHz 1002 Hz, at 44.1 kHz 1001.3 Hz: whole numbers of periods, and odd, so that no alias falls on a harmonic. */
    @ParameterizedTest
    @CsvSource({
        "0, 12, 2",
        "0, 24, 2",
        "0, 36, 2",
        "1, 12, 2",
        "1, 24, 2",
        "1, 36, 2",
        "2, 12, 2",
        "2, 24, 2",
        "2, 36, 2",
        "3, 12, 2",
        "3, 24, 2",
        "3, 36, 2",
        "0, 18, 1",
        "1, 18, 1",
        "2, 18, 1",
        "3, 12, 1"
    })
    void a_full_scale_sine_of_1_khz_aliases_less_than_90_db_below_it(double model, double drive, double oversampling) {
        for (int rate : new int[] {44_100, 48_000}) {
            double measured = aliasDecibels(rate, model, drive, oversampling);
            System.out.printf(
                    "saturation: model %.0f, drive %.0f dB, %dx, %d Hz: highest alias %.1f dB%n",
                    model, drive, 2 << (int) oversampling, rate, measured);
            assertThat(measured).isLessThan(-90);
        }
    }

    private static double aliasDecibels(int rate, double model, double drive, double oversampling) {
        int period = rate == 48_000 ? 342 : 372;
        int bin = period + 1 - period % 2;
        double hertz = (double) bin * rate / FRAMES;
        double[] x = Signals.sine(rate, hertz, 1, 0.2, 2 * FRAMES);
        Saturation saturation = saturation(rate, model, drive, 0, oversampling);
        saturation.process(new double[][] {x}, 0, x.length);
        double[] piece = new double[FRAMES];
        System.arraycopy(x, FRAMES, piece, 0, FRAMES);
        // A bias, even the tube's own, decays at 5 Hz: what is left of it after a third of a second is a slope, not an
        // alias.
        double[] spectrum = Fourier.magnitudes(piece);
        double highest = 0;
        for (int i = 40; i < spectrum.length; i++) {
            if (i % bin != 0) {
                highest = Math.max(highest, spectrum[i]);
            }
        }
        return Signals.decibels(highest / spectrum[bin]);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void every_latency_is_exactly_the_one_reported(double oversampling) {
        for (double model : new double[] {0, 1, 2, 3}) {
            // A whisper of drive, and a signal far below it: the curve is a straight line there.
            Saturation saturation = saturation(48_000, model, 0.01, 0, oversampling);
            double[] x = Signals.sine(48_000, 3000, 1e-3, 0, 8192);
            double[] dry = x.clone();
            saturation.process(new double[][] {x}, 0, x.length);
            int latency = saturation.latencyFrames();
            double difference = 0;
            for (int i = 4096; i < 8192; i++) {
                difference = Math.max(difference, Math.abs(x[i] - dry[i - latency]));
            }
            assertThat(Signals.decibels(difference / 1e-3))
                    .as("model %s", model)
                    .isLessThan(-38);
        }
    }

    @Test
    void a_full_scale_level_stays_full_scale_in_the_smooth_models() {
        double[] x = Signals.sine(48_000, 100, 1, 0, 48_000);
        saturation(48_000, Saturation.SOFT_CLIP, 20, 0, 2).process(new double[][] {x}, 0, x.length);
        double peak = 0;
        for (int i = 24_000; i < 48_000; i++) {
            peak = Math.max(peak, Math.abs(x[i]));
        }
        assertThat(peak).isCloseTo(1, within(0.01));
    }

    @Test
    void a_hard_clip_is_what_clipping_the_samples_gives_where_nothing_aliases() {
        double[] x = Signals.sine(48_000, 50, 1, 0, 9600);
        double[] expected = x.clone();
        Saturation saturation = saturation(48_000, Saturation.HARD_CLIP, 6.020599913279624, 0, 2);
        saturation.process(new double[][] {x}, 0, x.length);
        int latency = saturation.latencyFrames();
        double squares = 0;
        for (int i = 4800; i < 9600; i++) {
            double clipped = Math.max(-1, Math.min(1, 2 * expected[i - latency]));
            squares += (x[i] - clipped) * (x[i] - clipped);
        }
        assertThat(10 * Math.log10(squares / 4800)).isLessThan(-60);
    }

    @Test
    void a_tube_makes_even_harmonics_and_soft_clipping_does_not() {
        assertThat(secondHarmonic(Saturation.TUBE)).isGreaterThan(-35);
        assertThat(secondHarmonic(Saturation.SOFT_CLIP)).isLessThan(-120);
    }

    private static double secondHarmonic(int model) {
        double[] x = Signals.sine(48_000, 48_000.0 * 341 / FRAMES, 0.7, 0, 2 * FRAMES);
        saturation(48_000, model, 12, 0, 2).process(new double[][] {x}, 0, x.length);
        double[] piece = new double[FRAMES];
        System.arraycopy(x, FRAMES, piece, 0, FRAMES);
        double[] spectrum = Fourier.magnitudes(piece);
        return Signals.decibels(spectrum[682] / spectrum[341]);
    }

    /** How much lower a loud sine comes out than a quiet one, both by what went in. */
    @Test
    void tape_holds_loud_highs_down_more_than_loud_lows() {
        double lows = compression(300);
        double highs = compression(6000);
        assertThat(lows).isBetween(3.0, 8.0);
        assertThat(highs).isGreaterThan(lows + 3);
    }

    private static double compression(double hertz) {
        return tapeGain(hertz, 1e-4) - tapeGain(hertz, 0.7);
    }

    private static double tapeGain(double hertz, double amplitude) {
        double[] x = Signals.sine(48_000, hertz, amplitude, 0, 9600);
        saturation(48_000, Saturation.TAPE, 12, 0, 2).process(new double[][] {x}, 0, x.length);
        double[] piece = new double[4800];
        System.arraycopy(x, 4800, piece, 0, 4800);
        return Signals.decibels(Signals.magnitudeAt(piece, 48_000, hertz) / 2400 / amplitude);
    }

    @Test
    void bit_reduction_leaves_as_many_steps_and_holds_at_the_rate_told() {
        double[] x = Signals.sine(48_000, 997, 0.9, 0, 4800);
        Saturation saturation = new Saturation();
        saturation.prepare(48_000, 1);
        saturation.configure(new double[] {4, 0, 0, 20_000, 4, 6000, 0, 1, 0});
        saturation.process(new double[][] {x}, 0, x.length);
        int changes = 0;
        for (int i = 1; i < x.length; i++) {
            assertThat(x[i] * 8).isEqualTo(Math.rint(x[i] * 8));
            changes += x[i] == x[i - 1] ? 0 : 1;
        }
        assertThat(changes).isBetween(400, 600);
    }

    private static Saturation saturation(int rate, double model, double drive, double bias, double oversampling) {
        Saturation saturation = new Saturation();
        saturation.prepare(rate, 1);
        saturation.configure(new double[] {model, drive, bias, 20_000, 12, 192_000, 0, 1, oversampling});
        return saturation;
    }
}
