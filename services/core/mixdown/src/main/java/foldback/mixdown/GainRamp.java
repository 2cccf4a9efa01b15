package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import java.util.Arrays;

/** The gains of a route over a tick: from what they are at its beginning in a straight line to what they are at the next one's. */
final class GainRamp {
    final double[] now = new double[RouteGains.COUNT];
    final double[] next = new double[RouteGains.COUNT];
    private RouteGains gains;
    private boolean settled = true;
    private final int latencyFrames;
    private final boolean mono;
    private final FrameKernels frames;

    /**
     * Follows gains.
     *
     * @param latencyFrames how much later the signal is than the song
     * @param mono whether there is only a left
     */
    GainRamp(RouteGains gains, int latencyFrames, boolean mono, FrameKernels frames) {
        this.gains = gains;
        this.latencyFrames = latencyFrames;
        this.mono = mono;
        this.frames = frames;
    }

    void rewind(long tickFrame, double level) {
        gains.at(tickFrame - latencyFrames, level, next);
        System.arraycopy(next, 0, now, 0, next.length);
        settled = true;
    }

    /** Follows other gains from the next tick on, in a straight line to where they are. */
    void follow(RouteGains other) {
        gains = other;
        settled = false;
    }

    /** Comes from where another ramp is. */
    void adopt(GainRamp other) {
        System.arraycopy(other.next, 0, next, 0, next.length);
        settled = false;
    }

    /** Comes from silence. */
    void fadeIn() {
        Arrays.fill(next, 0);
        settled = false;
    }

    /** Goes to silence, and stays there. */
    void fadeOut() {
        follow(Silence.INSTANCE);
    }

    private enum Silence implements RouteGains {
        INSTANCE;

        @Override
        public void at(long songFrame, double level, double[] gains) {
            Arrays.fill(gains, 0);
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /** @param nextLevel of the strip's faders and mutes at the end of the tick */
    void advance(long tickFrame, double nextLevel) {
        if (settled && gains.isConstant()) {
            return;
        }
        System.arraycopy(next, 0, now, 0, next.length);
        gains.at(tickFrame + Processor.TICK_FRAMES - latencyFrames, nextLevel, next);
        settled = Arrays.equals(now, next);
    }

    /** Whether nothing gets through within the tick. */
    boolean isSilent() {
        for (int i = 0; i < now.length; i++) {
            if (now[i] != 0 || next[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The most that a sample's magnitude can be multiplied by. */
    double most() {
        double left = Math.max(abs(RouteGains.LEFT_TO_LEFT) + abs(RouteGains.RIGHT_TO_LEFT), 1);
        double right = Math.max(abs(RouteGains.LEFT_TO_RIGHT) + abs(RouteGains.RIGHT_TO_RIGHT), 1);
        return Math.max(left, right);
    }

    private double abs(int i) {
        return Math.max(Math.abs(now[i]), Math.abs(next[i]));
    }

    /** Whether a side of what goes into the other strip is made of that side alone. */
    boolean isStraight(int side) {
        return mono || abs(side == 0 ? RouteGains.RIGHT_TO_LEFT : RouteGains.LEFT_TO_RIGHT) == 0;
    }

    /** Where the gain of a side stands, if it is made of that side alone. */
    int straight(int side) {
        return side == 0 ? RouteGains.LEFT_TO_LEFT : mono ? RouteGains.LEFT_TO_RIGHT : RouteGains.RIGHT_TO_RIGHT;
    }

    /** One side of what goes into the other strip. */
    void side(int side, double[] left, double[] right, double[] out) {
        if (isStraight(side)) {
            int gain = straight(side);
            frames.scaleRamped(side == 0 ? left : right, now[gain], next[gain], out);
            return;
        }
        int fromLeft = side == 0 ? RouteGains.LEFT_TO_LEFT : RouteGains.LEFT_TO_RIGHT;
        int fromRight = fromLeft + 1;
        frames.blend(left, now[fromLeft], next[fromLeft], right, now[fromRight], next[fromRight], out);
    }
}
