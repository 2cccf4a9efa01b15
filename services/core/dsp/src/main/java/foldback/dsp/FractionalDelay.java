package foldback.dsp;

import java.util.Arrays;

/**
 * A ring of samples that is read between its samples, by the cubic through the four around.
 *
 * <p>Source: Lagrange interpolation as Laakso, Välimäki, Karjalainen, Laine, Splitting the Unit Delay, IEEE Signal Processing
 * Magazine 13(1), 1996, equation 42; its use for modulated lines as Jon Dattorro, Effect Design Part 2, JAES 45(10), 1997. Flat within
 * 0.1 dB to a tenth of the rate wherever it reads, and everywhere exact on a whole number of frames.
 */
final class FractionalDelay {
    /** The nearest place that can be read. */
    static final double SHORTEST_FRAMES = 2;

    private static final int NEIGHBOURS = 4;

    private final double[] ring;
    private final int mask;
    private int at;

    /** @param longestFrames the longest delay that will be read */
    FractionalDelay(double longestFrames) {
        int length = 1;
        while (length < longestFrames + NEIGHBOURS) {
            length *= 2;
        }
        ring = new double[length];
        mask = length - 1;
    }

    void push(double sample) {
        ring[at] = DspMath.flushed(sample);
        at = (at + 1) & mask;
    }

    /**
     * The signal as it was.
     *
     * @param frames before the sample that is pushed next, from {@link #SHORTEST_FRAMES} on
     */
    double read(double frames) {
        int whole = (int) frames;
        double f = frames - whole;
        int index = at - whole;
        double newer = ring[(index + 1) & mask];
        double here = ring[index & mask];
        double older = ring[(index - 1) & mask];
        double oldest = ring[(index - 2) & mask];
        double c1 = older - newer * (1.0 / 3) - here * 0.5 - oldest * (1.0 / 6);
        double c2 = (newer + older) * 0.5 - here;
        double c3 = (oldest - newer) * (1.0 / 6) + (here - older) * 0.5;
        return ((c3 * f + c2) * f + c1) * f + here;
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
