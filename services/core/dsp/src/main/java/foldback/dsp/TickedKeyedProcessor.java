package foldback.dsp;

/** What {@link TickedProcessor} is, for what has a sidechain. */
abstract class TickedKeyedProcessor implements KeyedProcessor {
    private int framesIntoTick;

    @Override
    public final void process(double[][] channels, double[][] key, int from, int frames) {
        int at = from;
        int left = frames;
        while (left > 0) {
            int now = Math.min(left, TICK_FRAMES - framesIntoTick);
            processWithinTick(channels, key, at, now, framesIntoTick);
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

    /**
     * At most {@link #TICK_FRAMES} frames, in place.
     *
     * @param key may be {@code channels}: read before a frame is written
     * @param frameOfTick which frame of the tick the first one is
     */
    abstract void processWithinTick(double[][] channels, double[][] key, int from, int frames, int frameOfTick);

    /** Sets states near zero to zero, and ends ramps. */
    abstract void endTick();

    /** Hands over every state, see {@link Processor#exchange}. */
    abstract void exchangeHeard(ProcessorState state);

    /** Clears every state. */
    abstract void forget();
}
