package foldback.dsp;

import java.util.Arrays;

/**
 * The mean of the last so many values between 0 and 1. Values are snapped to a grid of 2^-40, on which the running sum is exact, so it
 * neither drifts nor remembers.
 */
final class MovingAverage {
    private static final double GRID = 1.5 * (1 << 12);

    private final double[] ring;
    private int window;
    private int at;
    private double sum;

    /** @param longest at most 4096 */
    MovingAverage(int longest) {
        ring = new double[longest];
        over(longest);
    }

    /** Averages over so many values from here on, as if it had only ever seen 1. */
    void over(int window) {
        this.window = window;
        forget();
    }

    double push(double value) {
        double snapped = (value + GRID) - GRID;
        sum += snapped - ring[at];
        ring[at] = snapped;
        at++;
        if (at == window) {
            at = 0;
        }
        return sum / window;
    }

    void exchange(ProcessorState state) {
        for (int i = 0; i < window; i++) {
            ring[i] = state.number(ring[i]);
        }
        at = state.whole(at);
        sum = state.number(sum);
    }

    /** As if it had only ever seen 1. */
    void forget() {
        Arrays.fill(ring, 0, window, 1);
        sum = window;
        at = 0;
    }
}
