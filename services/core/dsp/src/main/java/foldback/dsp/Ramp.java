package foldback.dsp;

/**
 * A value that multiplies a signal: it reaches what it is aimed at in a straight line over a tick, and is there at once if it was
 * not aimed before. It is to be landed at the end of every tick, and so has nothing to remember between ticks.
 */
final class Ramp {
    private double value;
    private double step;
    private double target;
    private boolean fresh = true;

    /** Where the value shall be at the end of the next tick. */
    void aim(double target) {
        if (fresh) {
            value = target;
        }
        step = (target - value) / Processor.TICK_FRAMES;
        this.target = target;
        fresh = false;
    }

    /** The value of the next frame. */
    double next() {
        value += step;
        return value;
    }

    /** Whether the value stays where it is. */
    boolean rests() {
        return step == 0;
    }

    /** Whether the value is this one, and stays it. */
    boolean restsAt(double x) {
        return step == 0 && value == x;
    }

    /** To be called at the end of a tick: ends exactly where it was aimed at. */
    void land() {
        value = target;
        step = 0;
        fresh = false;
    }

    /** As if it had been aimed for the first time. */
    void settle() {
        land();
        fresh = true;
    }
}
