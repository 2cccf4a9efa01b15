package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.lanes.FrameKernels;

/** A way from a strip into the sum of another, delayed by as much as the slowest way into the same sum is late. */
final class Route {
    /** Magnitudes and gains below which nothing has to be clamped. */
    static final double USUAL_MAGNITUDE = 128;

    private static final double USUAL_GAIN = Summing.LOUDEST_INPUT / USUAL_MAGNITUDE;
    private static final int TICK = Processor.TICK_FRAMES;

    private final Outbox target;
    private final GainRamp ramp;
    private final DelayRing[] delays;
    private final double[][] scratch = new double[2][TICK];
    private final boolean delayed;
    private final FrameKernels frames;
    private long clamped;
    private boolean inLanes;

    Route(Outbox target, GainRamp ramp, int delayFrames, FrameKernels frames) {
        this.target = target;
        this.ramp = ramp;
        delays = DelayRing.each(2, delayFrames);
        delayed = delayFrames > 0;
        this.frames = frames;
    }

    void rewind(long tickFrame, double level) {
        ramp.rewind(tickFrame, level);
    }

    Outbox target() {
        return target;
    }

    GainRamp ramp() {
        return ramp;
    }

    /** Whether nothing is between the strip and the sum but gains. */
    boolean isDirect() {
        return !delayed;
    }

    /** Whether {@link LaneRoutes} feed it as a rule. */
    boolean isInLanes() {
        return inLanes;
    }

    int delayFrames() {
        return delays[0].frames();
    }

    /** Goes on with what another route to the same strip has on its way. */
    void adopt(Route other) {
        ramp.adopt(other.ramp);
        if (delayFrames() == other.delayFrames()) {
            System.arraycopy(other.delays, 0, delays, 0, delays.length);
        }
    }

    void putInLanes() {
        inLanes = true;
    }

    /**
     * Goes on to the next tick.
     *
     * @param nextLevel of the strip's faders and mutes at the end of the tick
     */
    void advance(long tickFrame, double nextLevel) {
        ramp.advance(tickFrame, nextLevel);
    }

    /**
     * Sends a tick on its way.
     *
     * @param usual whether all of the strip's samples are below {@link #USUAL_MAGNITUDE}
     * @param at where in the chunk the tick begins
     */
    void feed(double[][] strip, boolean usual, long chunk, int at) {
        double[] left = strip[0];
        double[] right = strip[strip.length - 1];
        boolean plain = usual && ramp.most() <= USUAL_GAIN;
        double[][] sum = target.chunk(chunk);
        if (!delayed && plain) {
            addSide(0, left, right, sum[0], at);
            addSide(1, left, right, sum[1], at);
            return;
        }
        for (int side = 0; side < 2; side++) {
            double[] out = scratch[side];
            ramp.side(side, left, right, out);
            if (!plain) {
                clamped += Summing.clamp(out, 0, TICK, Summing.LOUDEST_INPUT);
            }
            delays[side].delay(out);
            frames.addSnapped(out, 0, sum[side], at, TICK);
        }
    }

    private void addSide(int side, double[] left, double[] right, double[] sum, int at) {
        if (!ramp.isStraight(side)) {
            ramp.side(side, left, right, scratch[side]);
            frames.addSnapped(scratch[side], 0, sum, at, TICK);
            return;
        }
        double[] in = side == 0 ? left : right;
        int gain = ramp.straight(side);
        frames.addRamped(in, ramp.now[gain], ramp.next[gain], sum, at);
    }

    long clamped() {
        return clamped;
    }

    void exchange(ProcessorState state) {
        delays[0].exchange(state);
        delays[1].exchange(state);
        clamped = state.whole(clamped);
    }
}
