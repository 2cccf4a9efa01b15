package foldback.dsp.lanes;

import foldback.dsp.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one kind of processor on up to eight strips at once, to the bits that each would give alone. Between ticks it may keep what the
 * processors remember, until {@link #release}.
 */
public interface LaneKernel {
    /** Strips side by side: frame i of lane l stands at {@code i * LANES + l}. */
    int LANES = 8;

    /**
     * Whether the processor can run here; if not, it runs alone. Another answer needs another {@link Processor#configure
     * configuration}.
     */
    boolean accepts(Processor processor);

    /**
     * Processes one tick in place.
     *
     * @param processors one for each lane, all of them accepted and prepared for as many channels as there are here; null where the
     *     lane passes unchanged
     * @param left of all lanes, interleaved
     * @param right of all lanes, interleaved; null if the strips are mono
     */
    void process(@Nullable Processor[] processors, double[] left, double @Nullable [] right);

    /**
     * Leaves the processors as they would be if each had run alone. To be called before anybody else configures, runs or saves one of
     * them; afterwards they may go on alone, or with others.
     */
    void release();
}
