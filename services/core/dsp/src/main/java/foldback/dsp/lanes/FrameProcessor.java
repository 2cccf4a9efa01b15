package foldback.dsp.lanes;

import foldback.dsp.Processor;

/** A processor that spends its time in {@link FrameKernels}; it uses {@link FrameKernels#PLAIN} until it is told of others. */
public interface FrameProcessor extends Processor {
    /** To be called before anything else, or never. */
    void use(FrameKernels kernels);
}
