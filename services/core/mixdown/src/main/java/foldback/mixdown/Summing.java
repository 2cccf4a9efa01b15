package foldback.mixdown;

import foldback.dsp.lanes.FrameKernels;

/**
 * How signals add up: snapped to the grid of {@link FrameKernels}, so that sums are exact below 2^13, in any order.
 *
 * <p>An input beyond +66 dBFS (where that grid ends) or a sum beyond +72 dBFS is clamped, and counted. The order only shows where
 * more than four inputs are that loud at once.
 */
final class Summing {
    static final double LOUDEST_INPUT = 1 << 11;
    static final double LOUDEST_SUM = 1 << 12;

    private Summing() {}

    static double snapped(double x) {
        return (x + FrameKernels.GRID) - FrameKernels.GRID;
    }

    /** Clamps samples to a limit; what is not a number becomes silence. Returns how many there were. */
    static int clamp(double[] x, int from, int frames, double limit) {
        int clamped = 0;
        for (int i = from; i < from + frames; i++) {
            double sample = x[i];
            if (!(sample <= limit && sample >= -limit)) {
                x[i] = sample > limit ? limit : sample < -limit ? -limit : 0;
                clamped++;
            }
        }
        return clamped;
    }
}
