package foldback.dsp.lanes;

import foldback.dsp.Processor;

/** A processor that a kernel can stand for: all that it is and remembers, as numbers in an order of its own. */
public interface LaneNumbers extends Processor {
    /** Whether these numbers are all there is to it, as it is configured: no key filter, no look-ahead. */
    boolean isPlain();

    /** Whether the next tick is run with the same numbers but for what is remembered: nothing is on its way to a new value. */
    boolean isSteady();

    /**
     * Writes them down.
     *
     * @param into from an index on, {@code stride} apart
     */
    void lend(double[] into, int at, int stride);

    /** Takes back those that change, after a tick or more that were run elsewhere and at whose ends states near zero were set to zero. */
    void takeBack(double[] from, int at, int stride);
}
