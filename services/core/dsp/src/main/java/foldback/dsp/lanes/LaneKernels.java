package foldback.dsp.lanes;

import foldback.dsp.Processor;
import org.jspecify.annotations.Nullable;

/** The kernels that a machine has. */
public interface LaneKernels {
    /** A kernel of its own for the caller, with memory of its own; null if processors of this kind always run alone. */
    @Nullable
    LaneKernel kernelFor(Class<? extends Processor> kind);

    /** The loops over one signal, for any caller at any time. */
    default FrameKernels frames() {
        return FrameKernels.PLAIN;
    }
}
