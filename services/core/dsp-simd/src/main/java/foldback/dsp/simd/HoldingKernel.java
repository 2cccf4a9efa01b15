package foldback.dsp.simd;

import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** A kernel that takes over what the processors are and remember, and gives it back when others run, or it is told to. */
abstract class HoldingKernel implements LaneKernel {
    private final @Nullable Processor[] held = new @Nullable Processor[LANES];
    private boolean holds;
    private boolean stereo;

    @Override
    public final void process(@Nullable Processor[] processors, double[] left, double @Nullable [] right) {
        if (!holds || stereo != (right != null) || !Arrays.equals(processors, held)) {
            release();
            System.arraycopy(processors, 0, held, 0, LANES);
            stereo = right != null;
            holds = true;
            for (int lane = 0; lane < LANES; lane++) {
                take(processors[lane], lane, stereo);
            }
            taken(stereo);
        }
        run(left, right);
        if (!mayHold()) {
            release();
        }
    }

    @Override
    public final void release() {
        if (!holds) {
            return;
        }
        holds = false;
        for (int lane = 0; lane < LANES; lane++) {
            Processor processor = held[lane];
            if (processor != null) {
                give(processor, lane, stereo);
            }
            held[lane] = null;
        }
    }

    /** Takes over a lane; null is a lane that passes unchanged. */
    abstract void take(@Nullable Processor processor, int lane, boolean stereo);

    /** All lanes were taken over. */
    void taken(boolean stereo) {}

    /** Runs a tick, and does to what is remembered what a processor does at the end of one. */
    abstract void run(double[] left, double @Nullable [] right);

    /** Whether the next tick is like the one that was run. */
    boolean mayHold() {
        return true;
    }

    /** Gives back what a processor remembers. */
    abstract void give(Processor processor, int lane, boolean stereo);

    /** Sets states near zero to zero, as processors do at the end of every tick. */
    static void flush(double[] states, int from, int to) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int at = from; at < to; at += Width.LANES) {
            DoubleVector state = DoubleVector.fromArray(SPECIES, states, at);
            state.blend(zero, state.lanewise(VectorOperators.ABS).lt(DspMath.TINY))
                    .intoArray(states, at);
        }
    }
}
