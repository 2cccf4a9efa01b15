package foldback.dsp.simd;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneNumbers;
import org.jspecify.annotations.Nullable;

/** A kernel for processors that are nothing but their numbers. */
abstract class NumbersKernel extends HoldingKernel {
    private final Class<? extends LaneNumbers> kind;

    /** Number i of a lane stands at {@code i * LANES + lane}. */
    final double[] numbers;

    private boolean steady;

    NumbersKernel(Class<? extends LaneNumbers> kind, int count) {
        this.kind = kind;
        numbers = new double[count * LANES];
    }

    @Override
    public final boolean accepts(Processor processor) {
        return kind.isInstance(processor) && ((LaneNumbers) processor).isPlain();
    }

    @Override
    final void take(@Nullable Processor processor, int lane, boolean stereo) {
        steady &= !(processor instanceof LaneNumbers given) || given.isSteady();
        if (processor instanceof LaneNumbers given) {
            given.lend(numbers, lane, LANES);
        } else {
            passUnchanged(lane);
        }
    }

    /** Writes numbers that leave every sample as it is. */
    abstract void passUnchanged(int lane);

    @Override
    final void beforeTaking() {
        steady = true;
    }

    @Override
    final boolean mayHold() {
        return steady;
    }

    @Override
    final void give(Processor processor, int lane, boolean stereo) {
        ((LaneNumbers) processor).takeBack(numbers, lane, LANES);
    }
}
