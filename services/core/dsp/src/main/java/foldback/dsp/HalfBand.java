package foldback.dsp;

import java.util.Arrays;

/**
 * Twice the sample rate, and back: a linear-phase half-band FIR in two phases, one of which is a mere delay.
 *
 * <p>Design: a Kaiser-windowed sinc with its corner at a quarter of the higher rate, {@code 4m - 1} taps, of which every other one is
 * zero. Source: Bellanger, Daguet, Lepagnol, Interpolation, Extrapolation, and Reduction of Computation Speed in Digital Filters,
 * IEEE Transactions on Acoustics, Speech, and Signal Processing 22(4), 1974 (half-band filters); P. P. Vaidyanathan, Multirate Systems and
 * Filter Banks, 1993, section 4.6.2.
 *
 * <p>Up and down each delay by {@code 2m - 1} frames of the higher rate.
 */
final class HalfBand {
    private static final double STOP_BAND_DECIBELS = 104;

    /** m. */
    private final int half;

    /** The taps at odd distances 1, 3, 5 ... from the middle, which is 1/2. */
    private final double[] taps;

    private final double[] up;
    private final double[] even;
    private final double[] odd;
    private final double[] sums;

    /**
     * @param passBand the highest frequency to be kept, as a part of the higher rate: below 1/4
     * @param mostFrames of the lower rate in a call
     */
    HalfBand(double passBand, int mostFrames) {
        double wanted = Kaiser.taps(STOP_BAND_DECIBELS, 0.5 - 2 * passBand);
        half = (int) ((wanted + 1) / 4) + 1;
        taps = new double[half];
        double beta = Kaiser.beta(STOP_BAND_DECIBELS);
        double sum = 0;
        for (int i = 0; i < half; i++) {
            int distance = 2 * i + 1;
            taps[i] = Kaiser.sinc(distance / 2.0) * Kaiser.window(beta, distance / (2.0 * half));
            sum += 2 * taps[i];
        }
        for (int i = 0; i < half; i++) {
            taps[i] *= 0.5 / sum;
        }
        int history = 2 * half - 1;
        up = new double[history + mostFrames];
        even = new double[history + mostFrames];
        odd = new double[half + mostFrames];
        sums = new double[mostFrames];
    }

    /** How many frames of the higher rate going up takes. */
    int delayUp() {
        return 2 * half - 1;
    }

    /** How many frames of the higher rate going down takes. */
    int delayDown() {
        return 2 * half - 1;
    }

    /** Makes two frames of each. */
    void up(double[] in, int frames, double[] out) {
        int history = 2 * half - 1;
        System.arraycopy(in, 0, up, history, frames);
        sideTaps(up, frames);
        for (int i = 0; i < frames; i++) {
            out[2 * i] = 2 * sums[i];
            out[2 * i + 1] = up[i + half];
        }
        System.arraycopy(up, frames, up, 0, history);
    }

    /** Makes one frame of two. */
    void down(double[] in, int frames, double[] out) {
        int history = 2 * half - 1;
        for (int i = 0; i < frames; i++) {
            even[history + i] = in[2 * i];
            odd[half + i] = in[2 * i + 1];
        }
        sideTaps(even, frames);
        for (int i = 0; i < frames; i++) {
            out[i] = sums[i] + 0.5 * odd[i];
        }
        System.arraycopy(even, frames, even, 0, history);
        System.arraycopy(odd, frames, odd, 0, half);
    }

    /** Tap by tap over the whole block, which the compiler turns into vector code without changing any order of addition. */
    private void sideTaps(double[] x, int frames) {
        double[] sum = sums;
        Arrays.fill(sum, 0, frames, 0);
        for (int t = 0; t < half; t++) {
            double tap = taps[t];
            int newer = half + t;
            int older = half - 1 - t;
            for (int i = 0; i < frames; i++) {
                sum[i] += tap * (x[newer + i] + x[older + i]);
            }
        }
    }

    void exchange(ProcessorState state) {
        exchangeFirst(state, up, 2 * half - 1);
        exchangeFirst(state, even, 2 * half - 1);
        exchangeFirst(state, odd, half);
    }

    private static void exchangeFirst(ProcessorState state, double[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            numbers[i] = state.number(numbers[i]);
        }
    }

    void forget() {
        Arrays.fill(up, 0);
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
    }
}
