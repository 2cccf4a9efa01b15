package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;

/** From eight strips apart to eight strips side by side, and back: see {@link LaneKernel#LANES}. One tick, one channel. */
final class Lanes {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    private Lanes() {}

    /** All eight, side by side. */
    static void interleave(double[][] apart, double[] lanes) {
        double[] a = apart[0];
        double[] b = apart[1];
        double[] c = apart[2];
        double[] d = apart[3];
        double[] e = apart[4];
        double[] f = apart[5];
        double[] g = apart[6];
        double[] h = apart[7];
        for (int i = 0; i < TICK; i++) {
            int at = i * LANES;
            lanes[at] = a[i];
            lanes[at + 1] = b[i];
            lanes[at + 2] = c[i];
            lanes[at + 3] = d[i];
            lanes[at + 4] = e[i];
            lanes[at + 5] = f[i];
            lanes[at + 6] = g[i];
            lanes[at + 7] = h[i];
        }
    }

    /** All eight, apart. */
    static void separate(double[] lanes, double[][] apart) {
        double[] a = apart[0];
        double[] b = apart[1];
        double[] c = apart[2];
        double[] d = apart[3];
        double[] e = apart[4];
        double[] f = apart[5];
        double[] g = apart[6];
        double[] h = apart[7];
        for (int i = 0; i < TICK; i++) {
            int at = i * LANES;
            a[i] = lanes[at];
            b[i] = lanes[at + 1];
            c[i] = lanes[at + 2];
            d[i] = lanes[at + 3];
            e[i] = lanes[at + 4];
            f[i] = lanes[at + 5];
            g[i] = lanes[at + 6];
            h[i] = lanes[at + 7];
        }
    }

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
