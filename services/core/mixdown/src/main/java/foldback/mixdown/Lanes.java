package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;

/** One of eight strips side by side, see {@link LaneKernel#LANES}: one tick, one channel. */
final class Lanes {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    private Lanes() {}

    /** One of them into its place. */
    static void put(double[] strip, int lane, double[] lanes) {
        for (int i = 0; i < TICK; i++) {
            lanes[i * LANES + lane] = strip[i];
        }
    }

    /** One of them out of its place. */
    static void take(double[] lanes, int lane, double[] strip) {
        for (int i = 0; i < TICK; i++) {
            strip[i] = lanes[i * LANES + lane];
        }
    }
}
