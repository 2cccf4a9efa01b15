package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimiterTest {
    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 88_200, 96_000, 192_000})
    void no_sample_is_above_the_ceiling_and_no_true_peak_by_more_than_a_twentieth_of_a_decibel(int rate) {
        double worst = Double.NEGATIVE_INFINITY;
        for (double release : new double[] {5, 80, 1000}) {
            for (double drive : new double[] {0, 6, 12, 24}) {
                double[][] x = Signals.programme((long) drive, 2, 2 * rate);
                Limiter limiter = new Limiter();
                limiter.prepare(rate, 2);
                limiter.configure(new double[] {drive, -3, release});
                limiter.process(x, 0, 2 * rate);
                PeakMeter meter = new PeakMeter(rate, 2);
                meter.add(x, 0, 2 * rate);
                meter.finish();
                assertThat(meter.samplePeak()).isLessThanOrEqualTo(DspMath.decibelsToLinear(-3));
                worst = Math.max(worst, DspMath.linearToDecibels(meter.truePeak()) + 3);
            }
        }
        System.out.printf("limiter: %d Hz, true peak %.4f dB above the ceiling at worst%n", rate, worst);
        assertThat(worst).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 192_000})
    void after_the_release_the_signal_passes_untouched_again(int rate) {
        Limiter limiter = new Limiter();
        limiter.prepare(rate, 1);
        limiter.configure(new double[] {0, -6, 20});
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
}
