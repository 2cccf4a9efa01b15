package foldback.dsp;

import java.util.Arrays;

/** A ring of samples that is written once and read once for each frame. */
final class DelayLine {
    private final double[] ring;
    private int at;

    /** @param frames the longest delay, at least 1 */
    DelayLine(int frames) {
        ring = new double[frames];
    }

    int length() {
        return ring.length;
    }

    /** The sample written {@link #length} frames ago. */
    double oldest() {
        return ring[at];
    }

    /** Writes over the oldest sample, and moves on by a frame. */
    void push(double sample) {
        ring[at] = DspMath.flushed(sample);
        at++;
        if (at == ring.length) {
            at = 0;
        }
    }

    /** Writes a sample, and returns the one written a number of frames ago: 0 is the sample itself. */
    double pushAndRead(double sample, int framesAgo) {
        ring[at] = sample;
        int index = at - framesAgo;
        double out = ring[index < 0 ? index + ring.length : index];
        at++;
        if (at == ring.length) {
            at = 0;
        }
        return out;
    }

    void exchange(ProcessorState state) {
        state.numbers(ring);
        at = state.whole(at);
    }

    void forget() {
        Arrays.fill(ring, 0);
        at = 0;
    }
}
