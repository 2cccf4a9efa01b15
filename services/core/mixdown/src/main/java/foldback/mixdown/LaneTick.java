package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.Packing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tick of the strips of a group, apart or side by side, whichever was wanted last. Apart, a strip has it in arrays of its own, or is lent
 * one that stands elsewhere and is only read: as samples, or packed as in a file.
 */
final class LaneTick {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    private enum Stand {
        OWN,
        LENT,
        PACKED,
        SILENT
    }

    private final double[][] left = new double[LANES][TICK];
    private final double[][] right = new double[LANES][TICK];
    private final double[] lanesLeft = new double[LANES * TICK];
    private final double[] lanesRight = new double[LANES * TICK];
    private final long[] scratch = new long[LANES * TICK];
    private final double[][][] mono = new double[LANES][][];
    private final double[][][] stereo = new double[LANES][][];
    private final FrameKernels frames;
    private final Stand[] stands = new Stand[LANES];

    /** Where the strips are while they are apart, and where their ticks begin there: their own arrays, or lent ones. */
    private final double[][] leftAt = left.clone();

    private final double[][] rightAt = right.clone();
    private final ByteBuffer silence =
            ByteBuffer.allocateDirect(TICK * Packing.MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer[] packed = new ByteBuffer[LANES];
    private final @Nullable Packing[] packings = new @Nullable Packing[LANES];
    private final int[] from = new int[LANES];
    private boolean isStereo;
    private boolean areTogether;

    LaneTick(FrameKernels frames) {
        this.frames = frames;
        for (int lane = 0; lane < LANES; lane++) {
            mono[lane] = new double[][] {left[lane]};
            stereo[lane] = new double[][] {left[lane], right[lane]};
        }
        Arrays.fill(packed, silence);
        Arrays.fill(stands, Stand.OWN);
    }

    /** Begins a tick, the strips apart and silent. */
    void begin(int channels) {
        isStereo = channels == 2;
        areTogether = false;
        for (int lane = 0; lane < LANES; lane++) {
            silence(lane);
        }
    }

    int channels() {
        return isStereo ? 2 : 1;
    }

    /** Has a strip be silent. */
    void silence(int lane) {
        stands[lane] = Stand.SILENT;
        packed[lane] = silence;
        from[lane] = 0;
    }

    /** Has a strip's tick stand elsewhere, where it is only read, and stays until the tick is over. */
    void lend(int lane, double[] leftOf, double[] rightOf, int at) {
        leftAt[lane] = leftOf;
        rightAt[lane] = rightOf;
        from[lane] = at;
        stands[lane] = Stand.LENT;
    }

    /** The same with bytes, as {@link FrameKernels#unpack} reads them. */
    void lendPacked(int lane, Packing packing, ByteBuffer bytes, int at) {
        packings[lane] = packing;
        packed[lane] = bytes;
        from[lane] = at;
        stands[lane] = Stand.PACKED;
    }

    private void own(int lane) {
        Packing packing = packings[lane];
        switch (stands[lane]) {
            case OWN -> {
                return;
            }
            case LENT -> {
                System.arraycopy(leftAt[lane], from[lane], left[lane], 0, TICK);
                System.arraycopy(rightAt[lane], from[lane], right[lane], 0, TICK);
            }
            case PACKED -> {
                if (packing != null) {
                    frames.unpack(packing, packed[lane], from[lane], left[lane], right[lane]);
                }
            }
            case SILENT -> {
                Arrays.fill(left[lane], 0);
                Arrays.fill(right[lane], 0);
            }
        }
        hasOwn(lane);
    }

    private void hasOwn(int lane) {
        leftAt[lane] = left[lane];
        rightAt[lane] = right[lane];
        from[lane] = 0;
        stands[lane] = Stand.OWN;
    }

    /** The channels of a strip, to be changed, if they are apart or it was fetched. */
    double[][] strip(int lane) {
        own(lane);
        return isStereo ? stereo[lane] : mono[lane];
    }

    /** From here on mono strips are stereo, the same on both sides. */
    void widen() {
        if (areTogether) {
            System.arraycopy(lanesLeft, 0, lanesRight, 0, lanesLeft.length);
        } else {
            for (int lane = 0; lane < LANES; lane++) {
                own(lane);
                System.arraycopy(left[lane], 0, right[lane], 0, TICK);
            }
        }
        isStereo = true;
    }

    boolean areTogether() {
        return areTogether;
    }

    /** Whether bringing them together is the least work there is: they are packed alike, or silent. */
    boolean arePacked() {
        return !areTogether && packing() != null;
    }

    /** How all that are not silent are packed; null if they are not alike, or all are silent. */
    private @Nullable Packing packing() {
        Packing alike = null;
        for (int lane = 0; lane < LANES; lane++) {
            if (stands[lane] == Stand.PACKED && (alike == null || alike == packings[lane])) {
                alike = packings[lane];
            } else if (stands[lane] != Stand.SILENT) {
                return null;
            }
        }
        return alike;
    }

    void bringTogether() {
        if (areTogether) {
            return;
        }
        Packing packing = packing();
        if (packing != null) {
            frames.unpackLanes(packing, packed, from, lanesLeft, lanesRight, scratch);
        } else {
            interleave();
        }
        for (int lane = 0; lane < LANES; lane++) {
            hasOwn(lane);
        }
        areTogether = true;
    }

    private void interleave() {
        for (int lane = 0; lane < LANES; lane++) {
            if (stands[lane] != Stand.LENT) {
                own(lane);
            }
        }
        frames.interleave(leftAt, from, lanesLeft);
        if (isStereo) {
            frames.interleave(rightAt, from, lanesRight);
        }
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

    /** The same of all of them, which are together. */
    boolean areBelow(double limit) {
        return frames.allBelow(lanesLeft, 0, lanesLeft.length, limit)
                && (!isStereo || frames.allBelow(lanesRight, 0, lanesRight.length, limit));
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
