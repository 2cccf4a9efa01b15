package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimiterTest {
    private static final int OVERSAMPLING = 32;
    private static final double CEILING = -1;

    /** Drive, release, automatic release, look-ahead. */
    private static final double[][] SETTINGS = {{0, 80, 0, 2.7}, {6, 1000, 1, 2.7}, {12, 5, 0, 1}, {24, 80, 1, 10}};

    private static double[] settings(double... of) {
        return new double[] {of[0], CEILING, of[1], of[2], of[3]};
    }

    private static Limiter limiter(int rate, int channels, double... parameters) {
        Limiter limiter = new Limiter();
        limiter.prepare(rate, channels);
        limiter.configure(parameters);
        return limiter;
    }

    /** What makes high peaks between samples, sudden and steady: of so many frames, with silence around. */
    private static Map<String, double[]> nasty(int rate, int frames) {
        Map<String, double[]> signals = new LinkedHashMap<>();
        Random random = new Random(rate);
        double[] squares = new double[frames];
        double[] clicks = new double[frames];
        double[] music = new double[frames];
        for (int i = 0; i < frames; i++) {
            squares[i] = (i / 700) % 2 == 0 ? (i % 23 < 11 ? 1 : -1) : 0;
            int click = i % 613;
            clicks[i] = click == 0 ? 1 : click == 1 && i % 5 == 0 ? 1 : click == 1 && i % 5 == 1 ? -1 : 0;
        }
        for (int note = 0; note < frames; note += frames / 5) {
            double hertz = 200 * Math.pow(2, random.nextInt(36) / 12.0);
            for (int k = 1; k * hertz < 0.45 * rate && k < 30; k++) {
                double phase = random.nextDouble();
                for (int i = note; i < frames; i++) {
                    double seconds = (double) (i - note) / rate;
                    music[i] += 0.5
                            / Math.sqrt(k)
                            * Math.exp(-20 * seconds)
                            * Math.sin(2 * Math.PI * (k * hertz * seconds + phase));
                }
            }
        }
        signals.put("a tone at a quarter of the rate, between samples", Signals.sine(4, 1, 1, Math.PI / 4, frames));
        signals.put("a tone at 0.31 of the rate", Signals.sine(100, 31, 1, 0.3, frames));
        signals.put("a tone at 0.45 of the rate", Signals.sine(100, 45, 1, 0.1, frames));
        signals.put("clicks", clicks);
        signals.put("noise up to 0.46 of the rate", bandLimited(random, frames));
        signals.put("squares", squares);
        signals.put("music", music);
        return signals;
    }

    /** Full-scale noise with nothing near half the rate, as no recording has it there. */
    private static double[] bandLimited(Random random, int frames) {
        double[] noise = random.doubles(frames, -1, 1).toArray();
        double[] x = new double[frames];
        for (int i = 0; i < frames; i++) {
            for (int k = Math.max(0, i - 300); k < Math.min(frames, i + 301); k++) {
                double window = Kaiser.window(9, (k - i) / 301.0) / Kaiser.bessel(9);
                x[i] += noise[k] * 0.92 * Kaiser.sinc(0.92 * (k - i)) * window;
            }
        }
        double peak = Arrays.stream(x).map(Math::abs).max().orElseThrow();
        return Arrays.stream(x).map(v -> v / peak).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000, 192_000})
    void no_true_peak_is_above_the_ceiling_by_more_than_a_twentieth_of_a_decibel(int rate) {
        int length = rate > 48_000 ? 1 << 14 : 1 << 13;
        int rest = length / 4;
        int start = 500;
        double worst = Double.NEGATIVE_INFINITY;
        String worstCase = "";
        for (double[] setting : SETTINGS) {
            for (Map.Entry<String, double[]> signal :
                    nasty(rate, length - start - rest).entrySet()) {
                double[][] x = {new double[length]};
                System.arraycopy(signal.getValue(), 0, x[0], start, signal.getValue().length);
                limiter(rate, 1, settings(setting)).process(x, 0, length);
                double sample = Arrays.stream(x[0]).map(Math::abs).max().orElseThrow();
                assertThat(sample).isLessThanOrEqualTo(DspMath.decibelsToLinear(CEILING));
                double peak = Arrays.stream(Fourier.upsampled(x[0], OVERSAMPLING))
                        .map(Math::abs)
                        .max()
                        .orElseThrow();
                double over = Signals.decibels(peak) - CEILING;
                if (Boolean.getBoolean("limiter.verbose"))
                    System.out.printf(
                            "limiter: %d %s %s %.4f%n", rate, signal.getKey(), Arrays.toString(setting), over);
                if (over > worst) {
                    worst = over;
                    worstCase = signal.getKey() + ", " + Arrays.toString(setting);
                }
            }
        }
        System.out.printf(
                "limiter: %d Hz, true peak %.4f dB above the ceiling at worst (%s)%n", rate, worst, worstCase);
        assertThat(worst).as(worstCase).isBetween(-0.1, 0.05);
    }

    /** The top of the band is out of reach of any finite filter: here it is as loud as the rest. */
    @Test
    void of_white_noise_a_true_peak_is_above_the_ceiling_by_less_than_a_decibel() {
        double[][] x = {new double[1 << 13]};
        double[] noise = new Random(4).doubles(5000, -1, 1).toArray();
        System.arraycopy(noise, 0, x[0], 500, noise.length);
        limiter(48_000, 1, settings(12, 80, 0, 2.7)).process(x, 0, 1 << 13);
        double peak = Arrays.stream(Fourier.upsampled(x[0], OVERSAMPLING))
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertThat(Signals.decibels(peak) - CEILING).isBetween(-0.05, 1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 192_000})
    void after_the_release_the_signal_passes_untouched_again(int rate) {
        Limiter limiter = limiter(rate, 1, 0, -6, 20, 0, 2.7);
        double[][] loud = Signals.programme(1, 1, 4096);
        limiter.process(loud, 0, 4096);
        double[] quiet = Signals.sine(rate, 997, 0.1, 0, rate);
        double[][] x = {quiet.clone()};
        limiter.process(x, 0, rate);
        int latency = limiter.latencyFrames();
        for (int i = rate / 2; i < rate; i++) {
            assertThat(x[0][i]).isEqualTo(quiet[i - latency]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2.7, 10})
    void the_look_ahead_is_the_latency_and_the_gain_falls_within_it(double milliseconds) {
        Limiter limiter = limiter(48_000, 1, 0, 0, 80, 0, milliseconds);
        int latency = limiter.latencyFrames();
        assertThat(latency).isCloseTo((int) (48 * milliseconds) + PeakDetector.LATENCY_FRAMES, within(2));
        double[][] x = {new double[4000]};
        Arrays.fill(x[0], 0.01);
        x[0][2000] = 4;
        limiter.process(x, 0, 4000);
        assertThat(x[0][2000 + latency]).isBetween(0.98, 1.0);
        int lookAhead = latency - PeakDetector.LATENCY_FRAMES;
        assertThat(x[0][2000 + latency - lookAhead - 4]).isEqualTo(0.01);
        assertThat(x[0][2000 + latency - lookAhead / 4]).isLessThan(0.005);
    }

    /** Under the old ceiling until the frame arrives for which the new one was meant, in a straight line over that tick. */
    @Test
    void a_ceiling_that_moves_is_delayed_with_the_signal() {
        Limiter limiter = limiter(48_000, 1, 0, -1, 5, 0, 2.7);
        int tick = Processor.TICK_FRAMES;
        double[][] x = {Signals.sine(48_000, 1000, 1, 0, 200 * tick)};
        limiter.process(x, 0, 100 * tick);
        limiter.configure(new double[] {0, -12, 5, 0, 2.7});
        limiter.process(x, 100 * tick, 100 * tick);
        int moved = 100 * tick + limiter.latencyFrames();
        double before = highest(x[0], moved - 600, moved - 300);
        double after = highest(x[0], moved + tick, moved + tick + 600);
        assertThat(Signals.decibels(before)).isBetween(-1.15, -1.0);
        assertThat(Signals.decibels(after)).isBetween(-12.15, -12.0);
        for (int i = 0; i < tick; i++) {
            double way = (double) i / tick;
            double top = DspMath.decibelsToLinear(-1) * (1 - way) + DspMath.decibelsToLinear(-12) * way;
            assertThat(Math.abs(x[0][moved + i])).isLessThanOrEqualTo(top + 1e-12);
        }
    }

    @Test
    void drive_moves_in_a_straight_line_over_the_tick() {
        Limiter limiter = limiter(48_000, 1, 0, 0, 80, 0, 1);
        int tick = Processor.TICK_FRAMES;
        double[][] x = {new double[8 * tick]};
        Arrays.fill(x[0], 0.1);
        limiter.process(x, 0, 4 * tick);
        limiter.configure(new double[] {6, 0, 80, 0, 1});
        limiter.process(x, 4 * tick, 4 * tick);
        int at = 4 * tick + limiter.latencyFrames();
        double rise = DspMath.decibelsToLinear(6) - 1;
        for (int i = 0; i < tick; i++) {
            assertThat(x[0][at + i]).isCloseTo(0.1 * (1 + rise * i / tick), within(1e-12));
        }
        assertThat(x[0][at + tick]).isEqualTo(0.1 * DspMath.decibelsToLinear(6));
    }

    @Test
    void automatic_release_is_as_set_after_steady_sound_and_shorter_after_a_lone_peak() {
        double[] steady = Signals.sine(48_000, 1000, 1, 0, 48_000);
        double[] lone = new double[48_000];
        Arrays.fill(lone, 47_900, 48_000, 1);
        assertThat(recoveredAfter(steady, 1)).isBetween(0.9, 1.1).isCloseTo(recoveredAfter(steady, 0), within(0.1));
        assertThat(recoveredAfter(lone, 0)).isBetween(0.9, 1.1);
        assertThat(recoveredAfter(lone, 1)).isLessThan(0.3);
    }

    /** How many times the release of 200 ms it takes until 63 % of 6 dB are given back. */
    private static double recoveredAfter(double[] loud, double autoRelease) {
        Limiter limiter = limiter(48_000, 1, 0, -6, 200, autoRelease, 2.7);
        double[][] x = {Arrays.copyOf(loud, loud.length + 48_000)};
        for (int i = loud.length; i < x[0].length; i++) {
            x[0][i] = 1e-3;
        }
        limiter.process(x, 0, x[0].length);
        double low = x[0][loud.length + limiter.latencyFrames()];
        int i = loud.length + limiter.latencyFrames();
        while (x[0][i] < low + (1e-3 - low) * 0.632) {
            i++;
        }
        return (i - loud.length - limiter.latencyFrames()) / 9600.0;
    }

    private static double highest(double[] x, int from, int to) {
        double highest = 0;
        for (int i = from; i < to; i++) {
            highest = Math.max(highest, Math.abs(x[i]));
        }
        return highest;
    }
}
