package foldback.mixdown;

import foldback.dsp.Processor;

/**
 * How signals add up, in any order to the same bits: each is snapped to a grid of 2^-40 first, {@code (x + C) - C} with {@code C = 1.5 *
 * 2^12}, and sums of such values are exact below 2^13.
 *
 * <p>An input beyond +66 dBFS (where that grid ends) or a sum beyond +72 dBFS is clamped, and counted. The order only shows where
 * more than four inputs are that loud at once.
 *
 * <p>The loops run over one tick, and have no branches: the compiler makes vectors of them.
 */
final class Summing {
    static final double GRID = 1.5 * (1 << 12);
    static final double LOUDEST_INPUT = 1 << 11;
    static final double LOUDEST_SUM = 1 << 12;

    private static final int TICK = Processor.TICK_FRAMES;

    /** How far each frame of a tick is into it, 0 to 127/128. */
    private static final double[] INTO_TICK = intoTick();

    private Summing() {}

    private static double[] intoTick() {
        double[] into = new double[TICK];
        for (int i = 0; i < TICK; i++) {
            into[i] = (double) i / TICK;
        }
        return into;
    }

    /**
     * Adds the magnitudes of samples, frame by frame of a tick. As long as all of these sums stay below a limit, every sample does, and is a
     * number: cheaper to look at than each of them.
     */
    static void addMagnitudes(double[] x, int from, int frames, double[] magnitudes) {
        for (int i = 0; i < frames; i++) {
            magnitudes[i] += Math.abs(x[from + i]);
        }
    }

    /** Whether every sample is below a limit, which is above 0; one that is not a number is not. */
    static boolean allBelow(double[] x, double limit) {
        boolean below = true;
        for (double sample : x) {
            below &= sample < limit;
        }
        return below;
    }

    static double snapped(double x) {
        return (x + GRID) - GRID;
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

    /** {@code sum += x}, of what was snapped before. */
    static void accumulate(double[] x, int from, double[] sum) {
        for (int i = 0; i < TICK; i++) {
            sum[i] += x[from + i];
        }
    }

    /** {@code sum += snapped(x)}. */
    static void add(double[] x, double[] sum, int at) {
        for (int i = 0; i < TICK; i++) {
            sum[at + i] += (x[i] + GRID) - GRID;
        }
    }

    /** {@code sum += snapped(x g)}. */
    static void add(double[] x, double gain, double[] sum, int at) {
        for (int i = 0; i < TICK; i++) {
            sum[at + i] += (x[i] * gain + GRID) - GRID;
        }
    }

    /** {@code sum += snapped(x g)}, g from one value at the beginning of the tick in a straight line to another at that of the next. */
    static void addRamped(double[] x, double gain, double nextGain, double[] sum, int at) {
        double rise = nextGain - gain;
        double[] into = INTO_TICK;
        for (int i = 0; i < TICK; i++) {
            sum[at + i] += (x[i] * (gain + rise * into[i]) + GRID) - GRID;
        }
    }

    /** {@code out = x g}. */
    static void scale(double[] x, double gain, double[] out) {
        for (int i = 0; i < TICK; i++) {
            out[i] = x[i] * gain;
        }
    }

    /** {@code out = x g}, g in a straight line. */
    static void scaleRamped(double[] x, double gain, double nextGain, double[] out) {
        double rise = nextGain - gain;
        double[] into = INTO_TICK;
        for (int i = 0; i < TICK; i++) {
            out[i] = x[i] * (gain + rise * into[i]);
        }
    }

    /** {@code out = x g + y h}, both gains in straight lines. */
    static void blend(
            double[] x, double gain, double nextGain, double[] y, double other, double nextOther, double[] out) {
        double rise = nextGain - gain;
        double otherRise = nextOther - other;
        double[] into = INTO_TICK;
        for (int i = 0; i < TICK; i++) {
            out[i] = x[i] * (gain + rise * into[i]) + y[i] * (other + otherRise * into[i]);
        }
    }
}
