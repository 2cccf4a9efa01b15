package foldback.mixdown;

import foldback.dsp.Processor;
import java.util.Arrays;

/**
 * Where signals add up, in any order to the same bits: each is snapped to a grid of 2^-40 first, {@code (x + C) - C} with {@code C =
 * 1.5 * 2^12}, and sums of such values are exact below 2^13.
 *
 * <p>An input beyond +66 dBFS (where that grid ends) or a sum beyond +72 dBFS is clamped, and counted.
 */
final class SummingPoint {
    static final double GRID = 1.5 * (1 << 12);
    static final double LOUDEST_INPUT = 1 << 11;
    static final double LOUDEST_SUM = 1 << 12;

    private final double[][] sum;
    private long clamped;

    SummingPoint(int channels) {
        sum = new double[channels][Processor.TICK_FRAMES];
    }

    void clear() {
        for (double[] channel : sum) {
            Arrays.fill(channel, 0);
        }
    }

    /** A sample as it may be added. */
    double snapped(double x) {
        if (x > LOUDEST_INPUT || x < -LOUDEST_INPUT) {
            clamped++;
            return x > 0 ? LOUDEST_INPUT : -LOUDEST_INPUT;
        }
        return (x + GRID) - GRID;
    }

    void add(int channel, int frame, double snapped) {
        sum[channel][frame] += snapped;
    }

    /** Copies the tick's sums. */
    void take(double[][] into) {
        for (int c = 0; c < sum.length; c++) {
            double[] from = sum[c];
            double[] to = into[c];
            for (int i = 0; i < from.length; i++) {
                double x = from[i];
                if (x > LOUDEST_SUM || x < -LOUDEST_SUM) {
                    clamped++;
                    x = x > 0 ? LOUDEST_SUM : -LOUDEST_SUM;
                }
                to[i] = x;
            }
        }
    }

    /** How many samples have been clamped so far. */
    long clamped() {
        return clamped;
    }
}
