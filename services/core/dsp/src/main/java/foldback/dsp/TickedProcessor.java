package foldback.dsp;

/**
 * Cuts what it is given at the ends of ticks, counted from its first frame, so that what is done once a tick (setting states
 * near zero to zero) happens at the same frames however the caller splits the signal.
 */
abstract class TickedProcessor implements Processor {
    private int framesIntoTick;

    @Override
    public final void process(double[][] channels, int from, int frames) {
        int at = from;
        int left = frames;
        while (left > 0) {
            int now = Math.min(left, TICK_FRAMES - framesIntoTick);
            processWithinTick(channels, at, now);
            at += now;
            left -= now;
            framesIntoTick += now;
            if (framesIntoTick == TICK_FRAMES) {
                framesIntoTick = 0;
                endTick();
            }
        }
    }

    @Override
    public final void reset() {
        framesIntoTick = 0;
        forget();
    }

    @Override
    public final void exchange(ProcessorState state) {
        if (framesIntoTick != 0) {
            throw new IllegalStateException(
                    "states are exchanged between ticks, not " + framesIntoTick + " frames into one");
        }
        exchangeHeard(state);
    }

    /** Which frame of the tick is the first of those that {@link #processWithinTick} is given. */
    final int frameOfTick() {
        return framesIntoTick;
    }

    /** At most {@link #TICK_FRAMES} frames, in place. */
    abstract void processWithinTick(double[][] channels, int from, int frames);

    /** Sets states near zero to zero. */
    abstract void endTick();

    /** Hands over every state, see {@link Processor#exchange}. */
    abstract void exchangeHeard(ProcessorState state);

    /** Clears every state. */
    abstract void forget();
}
