package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultibandCompressorTest {
    private static final int RATE = 48_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void without_compression_the_bands_sum_to_a_flat_magnitude(int bands) {
        for (int rate : new int[] {44_100, 48_000, 96_000, 192_000}) {
            for (double[] splits : new double[][] {{150, 2500, 8000}, {30, 40, 20_000}, {5000, 300, 5000}}) {
                Crossover crossover = new Crossover();
                crossover.configure(bands, splits, rate);
                int frames = rate / 2; // until a split at 30 Hz has rung out
                double[] sum = impulseResponse(crossover, bands, frames);
                for (double hertz : new double[] {20, 150, 700, 2500, 5000, 8000, 15_000, 20_000}) {
                    double decibels = Signals.decibels(Signals.magnitudeAt(sum, rate, hertz));
                    assertThat(decibels).as("%d Hz, %s Hz", rate, hertz).isCloseTo(0, within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void a_split_is_6_db_down_in_both_its_bands_and_24_db_an_octave_steep(int bands) {
        double[] splits = {200, 2000, 8000};
        Crossover crossover = new Crossover();
        crossover.configure(bands, splits, RATE);
        double[][][] parts = parts(crossover, bands, 1 << 15);
        for (int split = 0; split < bands - 1; split++) {
            for (int side = 0; side <= 1; side++) {
                double[] band = parts[split + side][0];
                assertThat(Signals.decibels(Signals.magnitudeAt(band, RATE, splits[split])))
                        .isCloseTo(-6.02, within(0.05));
            }
        }
        double[] lowest = parts[0][0];
        double fall = Signals.magnitudeAt(lowest, RATE, 800) / Signals.magnitudeAt(lowest, RATE, 1600);
        assertThat(Signals.decibels(fall)).isCloseTo(24, within(0.4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_tone_is_turned_down_in_its_band_and_leaves_the_others_alone(int band) {
        double[] hertz = {50, 700, 10_000};
        MultibandCompressor compressor = ofThreeBands();
        double[] tone = Signals.sine(RATE, hertz[band], 1, 0, 2 * RATE);
        double[][] x = {tone.clone(), tone.clone()};
        compressor.process(x, 0, 2 * RATE);
        for (int b = 0; b < 3; b++) {
            double expected = b == band ? 15 : 0;
            assertThat(compressor.reductionDecibels(b)).isCloseTo(expected, within(0.4));
        }
        double after = Signals.magnitudeAt(Arrays.copyOfRange(x[0], RATE, 2 * RATE), RATE, hertz[band]) / (RATE / 2.0);
        // What leaks into the other bands is in phase, and is not turned down.
        double share = new double[] {low(50, 150), high(700, 150) * low(700, 2500), high(10_000, 2500)}[band];
        double turnedDown = Math.pow(10, -compressor.reductionDecibels(band) / 20);
        double expected = Signals.decibels(share * turnedDown + 1 - share);
        assertThat(Signals.decibels(after)).isCloseTo(expected, within(0.15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_sidechain_turns_down_the_band_that_it_is_heard_in(int keyChannels) {
        MultibandCompressor compressor = ofThreeBands();
        double[] tone = Signals.sine(RATE, 10_000, 1, 0, 2 * RATE);
        double[][] x = {tone.clone(), tone.clone()};
        double[][] key = new double[keyChannels][];
        Arrays.setAll(key, c -> Signals.sine(RATE, 50, 1, 0, 2 * RATE));
        compressor.process(x, key, 0, 2 * RATE);
        assertThat(compressor.reductionDecibels(0)).isCloseTo(15, within(0.4));
        assertThat(compressor.reductionDecibels(1)).isCloseTo(0, within(0.4));
        assertThat(compressor.reductionDecibels(2)).isCloseTo(0, within(0.4));
        double heard = Signals.magnitudeAt(Arrays.copyOfRange(x[0], RATE, 2 * RATE), RATE, 10_000) / (RATE / 2.0);
        assertThat(Signals.decibels(heard))
                .as("of 10 kHz, which the key leaves alone")
                .isCloseTo(0, within(0.05));
        assertThat(key[0]).as("the key").isEqualTo(Signals.sine(RATE, 50, 1, 0, 2 * RATE));
    }

    /** Hard knees at -20 dB, 4 to 1. */
    private static MultibandCompressor ofThreeBands() {
        double[] parameters = Subject.multiband(3, 4, 0, 1);
        parameters[MultibandCompressor.KNEE] = 0;
        for (int b = 0; b < 3; b++) {
            int at = MultibandCompressor.FIRST_BAND + b * MultibandCompressor.PARAMETERS_PER_BAND;
            parameters[at] = -20;
            parameters[at + MultibandCompressor.RELEASE] = 2000;
        }
        MultibandCompressor compressor = new MultibandCompressor();
        compressor.prepare(RATE, 2);
        compressor.configure(parameters);
        return compressor;
    }

    /** The magnitude of a Linkwitz-Riley low-pass of the fourth order. */
    private static double low(double hertz, double split) {
        return 1 / (1 + Math.pow(hertz / split, 4));
    }

    private static double high(double hertz, double split) {
        return 1 - low(hertz, split);
    }

    private static double[] impulseResponse(Crossover crossover, int bands, int frames) {
        double[][][] parts = parts(crossover, bands, frames);
        double[] sum = new double[frames];
        for (int band = 0; band < bands; band++) {
            for (int i = 0; i < frames; i++) {
                sum[i] += parts[band][0][i];
            }
        }
        return sum;
    }

    private static double[][][] parts(Crossover crossover, int bands, int frames) {
        double[][][] parts = new double[bands][1][frames];
        crossover.split(Signals.impulse(1, frames), 0, frames, parts);
        return parts;
    }
}
