package foldback.dsp;

import java.util.Arrays;

/**
 * The mean of the last {@code 2^n} values between 0 and 1. Values are snapped to a grid of 2^-40, on which the running sum is
 * exact, so it neither drifts nor remembers.
 */
final class MovingAverage {
    private static final double GRID = 1.5 * (1 << 12);

    private final double[] ring;
    private final double scale;
    private int at;
    private double sum;

    /** @param window a power of two */
    MovingAverage(int window) {
        ring = new double[window];
        scale = 1.0 / window;
        forget();
    }

    double push(double value) {
        double snapped = (value + GRID) - GRID;
        sum += snapped - ring[at];
        ring[at] = snapped;
        at++;
        if (at == ring.length) {
            at = 0;
        }
        return sum * scale;
    }

    void exchange(ProcessorState state) {
        state.numbers(ring);
        at = state.whole(at);
        sum = state.number(sum);
    }

    /** As if it had only ever seen 1. */
    void forget() {
        Arrays.fill(ring, 1);
        sum = ring.length;
        at = 0;
    }
}
