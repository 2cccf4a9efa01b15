package foldback.mixdown;

import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes out of the strips of a group into one sum, at most one of each strip, fed side by side. */
final class LaneRoutes {
    private static final int LANES = LaneKernel.LANES;

    /** Eight samples of {@link Route#USUAL_MAGNITUDE} times this add up to what the grid of sums can hold. */
    private static final double MOST_GAIN = 8;

    /** Of so few lanes, one after the other costs less. */
    private static final int FEWEST = 2;

    private final Outbox target;
    private final FrameKernels frames;
    private final @Nullable Route[] routes = new @Nullable Route[LANES];
    private final double[][] gains = new double[RouteGains.COUNT][LANES];
    private final double[][] rises = new double[RouteGains.COUNT][LANES];

    private LaneRoutes(Outbox target, FrameKernels frames) {
        this.target = target;
        this.frames = frames;
    }

    /** Takes what can be fed side by side out of the routes of a group. */
    static List<LaneRoutes> of(List<StripRun> strips, FrameKernels frames) {
        List<LaneRoutes> all = new ArrayList<>();
        for (int lane = 0; lane < strips.size(); lane++) {
            for (Route route : strips.get(lane).routes()) {
                if (route.isDirect()) {
                    place(route, lane, all, frames);
                }
            }
        }
        all.removeIf(r -> r.count() < FEWEST);
        all.forEach(LaneRoutes::take);
        return all;
    }

    private static void place(Route route, int lane, List<LaneRoutes> all, FrameKernels frames) {
        for (LaneRoutes some : all) {
            if (some.target == route.target() && some.routes[lane] == null) {
                some.routes[lane] = route;
                return;
            }
        }
        LaneRoutes more = new LaneRoutes(route.target(), frames);
        more.routes[lane] = route;
        all.add(more);
    }

    private int count() {
        int count = 0;
        for (Route route : routes) {
            count += route == null ? 0 : 1;
        }
        return count;
    }

    private void take() {
        for (Route route : routes) {
            if (route != null) {
                route.putInLanes();
            }
        }
    }

    /** Whether the sum holds them, all samples being below {@link Route#USUAL_MAGNITUDE}. */
    boolean fit() {
        for (Route route : routes) {
            if (route != null && route.ramp().most() > MOST_GAIN) {
                return false;
            }
        }
        return true;
    }

    /** Sends a tick of all on its way. */
    void feed(LaneTick tick, long chunk, int at) {
        boolean crossed = false;
        for (int lane = 0; lane < LANES; lane++) {
            Route route = routes[lane];
            if (route != null) {
                GainRamp ramp = route.ramp();
                for (int i = 0; i < RouteGains.COUNT; i++) {
                    gains[i][lane] = ramp.now[i];
                    rises[i][lane] = ramp.next[i] - ramp.now[i];
                }
                crossed |= !ramp.isStraight(0) || !ramp.isStraight(1);
            }
        }
        double[][] sum = target.chunk(chunk);
        double[] left = tick.lanesLeft();
        double[] right = tick.lanesRight();
        if (right == null) {
            add(left, RouteGains.LEFT_TO_LEFT, sum[0], at);
            add(left, RouteGains.LEFT_TO_RIGHT, sum[1], at);
        } else if (crossed) {
            add(left, RouteGains.LEFT_TO_LEFT, right, RouteGains.RIGHT_TO_LEFT, sum[0], at);
            add(left, RouteGains.LEFT_TO_RIGHT, right, RouteGains.RIGHT_TO_RIGHT, sum[1], at);
        } else {
            add(left, RouteGains.LEFT_TO_LEFT, sum[0], at);
            add(right, RouteGains.RIGHT_TO_RIGHT, sum[1], at);
        }
    }

    private void add(double[] lanes, int gain, double[] sum, int at) {
        frames.addLanes(lanes, gains[gain], rises[gain], sum, at);
    }

    private void add(double[] lanes, int gain, double[] others, int otherGain, double[] sum, int at) {
        frames.addLanes(lanes, gains[gain], rises[gain], others, gains[otherGain], rises[otherGain], sum, at);
    }
}
