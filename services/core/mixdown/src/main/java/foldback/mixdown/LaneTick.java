package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import org.jspecify.annotations.Nullable;

/** A tick of the strips of a group, apart or side by side, whichever was wanted last. */
final class LaneTick {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    private final double[][] left = new double[LANES][TICK];
    private final double[][] right = new double[LANES][TICK];
    private final double[] lanesLeft = new double[LANES * TICK];
    private final double[] lanesRight = new double[LANES * TICK];
    private final double[][][] mono = new double[LANES][][];
    private final double[][][] stereo = new double[LANES][][];
    private final FrameKernels frames;

    /** Where the strips are while they are apart, and where their ticks begin there: their own arrays, or borrowed ones. */
    private final double[][] leftAt = left.clone();

    private final double[][] rightAt = right.clone();
    private final int[] from = new int[LANES];
    private final boolean[] borrowed = new boolean[LANES];
    private boolean isStereo;
    private boolean areTogether;

    LaneTick(FrameKernels frames) {
        this.frames = frames;
        for (int lane = 0; lane < LANES; lane++) {
            mono[lane] = new double[][] {left[lane]};
            stereo[lane] = new double[][] {left[lane], right[lane]};
        }
    }

    /** Begins a tick, the strips apart. */
    void begin(int channels) {
        isStereo = channels == 2;
        areTogether = false;
        forgetBorrowed();
    }

    private void forgetBorrowed() {
        for (int lane = 0; lane < LANES; lane++) {
            leftAt[lane] = left[lane];
            rightAt[lane] = right[lane];
            from[lane] = 0;
            borrowed[lane] = false;
        }
    }

    /** Has a strip's tick stand elsewhere, where it is only read, and stays until the tick is over. */
    void borrow(int lane, double[] leftOf, double[] rightOf, int at) {
        leftAt[lane] = leftOf;
        rightAt[lane] = rightOf;
        from[lane] = at;
        borrowed[lane] = true;
    }

    private void own(int lane) {
        if (borrowed[lane]) {
            System.arraycopy(leftAt[lane], from[lane], left[lane], 0, TICK);
            System.arraycopy(rightAt[lane], from[lane], right[lane], 0, TICK);
            leftAt[lane] = left[lane];
            rightAt[lane] = right[lane];
            from[lane] = 0;
            borrowed[lane] = false;
        }
    }

    /** The channels of a strip, to be changed, if they are apart or it was fetched. */
    double[][] strip(int lane) {
        own(lane);
        return isStereo ? stereo[lane] : mono[lane];
    }

    /** From here on mono strips are stereo, the same on both sides. */
    void widen() {
        setApart();
        for (int lane = 0; lane < LANES; lane++) {
            own(lane);
            System.arraycopy(left[lane], 0, right[lane], 0, TICK);
        }
        isStereo = true;
    }

    void bringTogether() {
        if (areTogether) {
            return;
        }
        frames.interleave(leftAt, from, lanesLeft);
        if (isStereo) {
            frames.interleave(rightAt, from, lanesRight);
        }
        forgetBorrowed();
        areTogether = true;
    }

    void setApart() {
        if (!areTogether) {
            return;
        }
        frames.separate(lanesLeft, left);
        if (isStereo) {
            frames.separate(lanesRight, right);
        }
        areTogether = false;
    }

    /** Whether the magnitudes of all samples of a strip, which are apart, are below a limit. */
    boolean isBelow(int lane, double limit) {
        own(lane);
        return frames.allBelow(left[lane], 0, TICK, limit)
                && (!isStereo || frames.allBelow(right[lane], 0, TICK, limit));
    }

    /** Has one strip apart for a while. */
    void fetch(int lane) {
        if (areTogether) {
            Lanes.take(lanesLeft, lane, left[lane]);
            if (isStereo) {
                Lanes.take(lanesRight, lane, right[lane]);
            }
        }
    }

    void putBack(int lane) {
        if (areTogether) {
            Lanes.put(left[lane], lane, lanesLeft);
            if (isStereo) {
                Lanes.put(right[lane], lane, lanesRight);
            }
        }
    }

    double[] lanesLeft() {
        return lanesLeft;
    }

    double @Nullable [] lanesRight() {
        return isStereo ? lanesRight : null;
    }
}
