package foldback.dsp;

/**
 * A value that reaches a new one in a straight line over a tick: at frame i of the tick it is {@code from + i step}, and the next tick
 * begins with the new value itself. The first target after {@link #reset}, or ever, is there at once.
 */
final class TickRamp {
    private double from;
    private double to;
    private boolean settled;

    /** Between ticks only. */
    void target(double value) {
        if (!settled) {
            from = value;
            settled = true;
        }
        to = value;
    }

    /** The value at the beginning of the tick. */
    double from() {
        return from;
    }

    /** What is added for each frame; 0 if nothing changes. */
    double step() {
        return (to - from) * (1.0 / Processor.TICK_FRAMES);
    }

    double at(int frameOfTick) {
        return from + frameOfTick * step();
    }

    /** Whether it is at a value, and stays there in this tick. */
    boolean rests(double value) {
        return from == value && to == value;
    }

    void endTick() {
        from = to;
    }

    /** Is at its target, and will be at its next one at once. */
    void reset() {
        from = to;
        settled = false;
    }
}
