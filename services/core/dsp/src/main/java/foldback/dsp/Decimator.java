package foldback.dsp;

import java.util.Arrays;

/**
 * Half the sample rate by a linear-phase FIR whose stop band begins where the lower rate ends: unlike a half-band, it leaves nothing just
 * above to fold back.
 *
 * <p>Design: a Kaiser-windowed sinc, its corner in the middle of the transition band. Source: Crochiere and Rabiner, Multirate Digital Signal
 * Processing, 1983, section 3.3 (polyphase decimators). It delays by {@link #delayFrames} frames of the higher rate.
 */
final class Decimator {
    private static final double STOP_BAND_DECIBELS = 104;
    private static final double STOP_BAND = 0.25;
    private static final int TAPS_AT_ONCE = 4;

    private final int centre;

    /** The taps at even and at odd places, latest input last. */
    private final double[] evenTaps;

    private final double[] oddTaps;
    private final double[] even;
    private final double[] odd;
    private final int history;

    /**
     * @param passBand the highest frequency to be kept, as a part of the higher rate: below 1/4
     * @param mostFrames of the lower rate in a call
     */
    Decimator(double passBand, int mostFrames) {
        centre = (int) (Kaiser.taps(STOP_BAND_DECIBELS, STOP_BAND - passBand) / 2) + 1;
        double beta = Kaiser.beta(STOP_BAND_DECIBELS);
        int perPhase = (centre / TAPS_AT_ONCE + 1) * TAPS_AT_ONCE;
        history = perPhase - 1;
        evenTaps = new double[perPhase];
        oddTaps = new double[perPhase];
        double sum = 0;
        for (int k = 0; k <= 2 * centre; k++) {
            double distance = (double) k - centre;
            double tap = Kaiser.sinc(distance * (STOP_BAND + passBand)) * Kaiser.window(beta, distance / (centre + 1));
            (k % 2 == 0 ? evenTaps : oddTaps)[history - k / 2] = tap;
            sum += tap;
        }
        for (int i = 0; i < perPhase; i++) {
            evenTaps[i] /= sum;
            oddTaps[i] /= sum;
        }
        even = new double[history + mostFrames];
        odd = new double[history + 1 + mostFrames];
    }

    int delayFrames() {
        return centre;
    }

    /** Makes one frame of two. */
    void down(double[] in, int frames, double[] out) {
        for (int i = 0; i < frames; i++) {
            even[history + i] = in[2 * i];
            odd[history + 1 + i] = in[2 * i + 1];
        }
        Arrays.fill(out, 0, frames, 0);
        add(evenTaps, even, frames, out);
        add(oddTaps, odd, frames, out);
        System.arraycopy(even, frames, even, 0, history);
        System.arraycopy(odd, frames, odd, 0, history + 1);
    }

    /** Four taps at a time over the whole block, which the compiler turns into vector code without changing any order of addition. */
    private static void add(double[] taps, double[] x, int frames, double[] sum) {
        for (int t = 0; t < taps.length; t += TAPS_AT_ONCE) {
            double t0 = taps[t];
            double t1 = taps[t + 1];
            double t2 = taps[t + 2];
            double t3 = taps[t + 3];
            for (int i = 0; i < frames; i++) {
                int k = i + t;
                sum[i] = sum[i] + t0 * x[k] + t1 * x[k + 1] + t2 * x[k + 2] + t3 * x[k + 3];
            }
        }
    }

    void exchange(ProcessorState state) {
        for (int i = 0; i < history; i++) {
            even[i] = state.number(even[i]);
        }
        for (int i = 0; i <= history; i++) {
            odd[i] = state.number(odd[i]);
        }
    }

    void forget() {
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
    }
}
