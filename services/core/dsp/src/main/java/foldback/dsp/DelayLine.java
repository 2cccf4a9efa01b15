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

    /** The sample written a number of frames ago, from 1 to {@link #length}, as long as nothing is written over it. */
    double read(int framesAgo) {
        int index = at - framesAgo;
        return ring[index < 0 ? index + ring.length : index];
    }

    /** The signal a number of frames ago, by a straight line between two samples; below {@link #length} - 1. */
    double read(double framesAgo) {
        int whole = (int) framesAgo;
        double newer = read(whole);
        return newer + (framesAgo - whole) * (read(whole + 1) - newer);
    }

    /**
     * Writes samples, one after the other.
     *
     * @param frames at most {@link #length}
     */
    void write(double[] x, int from, int frames) {
        int first = Math.min(frames, ring.length - at);
        System.arraycopy(x, from, ring, at, first);
        System.arraycopy(x, from + first, ring, 0, frames - first);
        at = at + frames < ring.length ? at + frames : at + frames - ring.length;
    }

    /**
     * Reads samples in the order in which they were written.
     *
     * @param framesAgo when the first of them was written: as {@link #read(int)}, and at least {@code frames}
     */
    void read(int framesAgo, double[] out, int frames) {
        int start = at - framesAgo;
        int from = start < 0 ? start + ring.length : start;
        int first = Math.min(frames, ring.length - from);
        System.arraycopy(ring, from, out, 0, first);
        System.arraycopy(ring, 0, out, first, frames - first);
    }

    void exchange(ProcessorState state) {
        state.numbers(ring);
        at = state.whole(at);
    }

    void forget() {
        fill(0);
    }

    /** As if it had only ever heard one value. */
    void fill(double value) {
        Arrays.fill(ring, value);
        at = 0;
    }
}
