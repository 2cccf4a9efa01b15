package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import org.jspecify.annotations.Nullable;

/** What makes a reverb last: a network of delay lines that feeds itself. */
interface ReverbTank {
    /**
     * Designs the tank anew.
     *
     * @param size of every length; 1 is as in its source
     * @param diffusion of allpasses inside, 0 to 1
     */
    void tune(DecayFilter.Decay decay, double size, double diffusion, double modulationHertz);

    /**
     * Frames round the network.
     *
     * @param left what goes in; what comes out afterwards
     * @param frames at most {@link Processor#TICK_FRAMES}
     * @param modulation how deep the lines move at each frame, 0 to 1; null if they stand still
     */
    void circulate(double[] left, double[] right, int frames, double @Nullable [] modulation, FrameKernels kernels);

    /** Sets states near zero to zero. */
    void endTick();

    void exchange(ProcessorState state);

    void forget();
}
