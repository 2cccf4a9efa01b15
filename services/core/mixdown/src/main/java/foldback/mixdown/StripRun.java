package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.lanes.FrameKernels;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strip as it runs, before and after its inserts: its input, trim, polarity and delay; and the routes out of it. */
final class StripRun {
    private static final int TICK = Processor.TICK_FRAMES;

    private StripPlan plan;
    private @Nullable ClipPlayer clips;
    private final List<Outbox> inputs = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final DelayRing[] delays;
    private final GainRamp out;
    private final FrameKernels frames;
    private final double[] scratch = new double[TICK];
    private double inputGain;
    private double nextInputGain;
    private long clamped;
    private @Nullable Outbox output;

    StripRun(StripPlan plan, FrameKernels frames) {
        this.plan = plan;
        this.frames = frames;
        clips = clips(plan, frames);
        delays = DelayRing.each(plan.channels(), plan.delayFrames());
        out = new GainRamp(plan.out(), plan.latencyOut(), false, frames);
    }

    private static @Nullable ClipPlayer clips(StripPlan plan, FrameKernels frames) {
        return plan.address() instanceof StripAddress.OfTrack track
                ? new ClipPlayer(track.track(), plan.parts(), frames)
                : null;
    }

    /** Follows another plan of the same shape from the next tick on; what was heard stays. */
    void follow(StripPlan next) {
        if (!next.parts().equals(plan.parts())) {
            clips = clips(next, frames);
        }
        plan = next;
        for (int i = 0; i < next.routes().size(); i++) {
            routes.get(i).ramp().follow(next.routes().get(i).gains());
        }
        for (int i = next.routes().size(); i < routes.size(); i++) {
            routes.get(i).ramp().follow(next.out());
        }
        out.follow(next.out());
    }

    /** Goes to another place in the song; what was heard stays. */
    void jump() {
        if (clips != null) {
            clips.rewind();
        }
    }

    /**
     * Goes on with what a run of the same strip by another plan has heard; that one is of no use afterwards. Routes that it had not come
     * from silence.
     */
    void adopt(StripRun other) {
        inputGain = other.inputGain;
        nextInputGain = other.nextInputGain;
        if (delays.length == other.delays.length && plan.delayFrames() == other.plan.delayFrames()) {
            System.arraycopy(other.delays, 0, delays, 0, delays.length);
        }
        out.adopt(other.out);
        adoptKeys(other);
        boolean[] taken = new boolean[other.routes.size()];
        for (int i = 0; i < routes.size(); i++) {
            int same = other.find(key(i), taken);
            if (same < 0) {
                routes.get(i).ramp().fadeIn();
            } else {
                taken[same] = true;
                routes.get(i).adopt(other.routes.get(same));
            }
        }
    }

    private void adoptKeys(StripRun other) {
        for (int i = 0; i < plan.keys().size(); i++) {
            for (int j = 0; j < other.plan.keys().size(); j++) {
                StripPlan.KeyPlan mine = plan.keys().get(i);
                StripPlan.KeyPlan theirs = other.plan.keys().get(j);
                if (mine.to().equals(theirs.to()) && mine.insert() == theirs.insert()) {
                    keys.get(i).adopt(other.keys.get(j));
                }
            }
        }
    }

    /** Comes from silence, having not been there before. */
    void fadeIn() {
        routes.forEach(route -> route.ramp().fadeIn());
    }

    private int find(String key, boolean[] taken) {
        for (int i = 0; i < routes.size(); i++) {
            if (!taken[i] && key(i).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Where a route leads; those beyond the plan's are taps. */
    private String key(int route) {
        return route < plan.routes().size() ? plan.routes().get(route).name() : "tap";
    }

    /** Lets the routes that another plan of this strip has not fall silent within the next tick; all of them without one. */
    void fadeOutBut(@Nullable StripPlan next) {
        Set<String> stay = new HashSet<>();
        if (next != null) {
            next.routes().forEach(r -> stay.add(r.name()));
        }
        for (int i = 0; i < plan.routes().size(); i++) {
            if (!stay.contains(key(i))) {
                routes.get(i).ramp().fadeOut();
            }
        }
    }

    StripPlan plan() {
        return plan;
    }

    void addInput(Outbox input) {
        inputs.add(input);
    }

    void addRoute(StripPlan.RoutePlan route, Outbox target) {
        GainRamp ramp = new GainRamp(route.gains(), plan.latencyOut(), plan.channelsOut() == 1, frames);
        routes.add(new Route(target, ramp, route.delayFrames(), frames));
    }

    void addKey(StripPlan.KeyPlan key, Outbox target) {
        keys.add(new Key(target, plan.channelsOut(), key.delayFrames()));
    }

    /** Where the master's signal is heard. */
    void listenAt(Outbox heard) {
        output = heard;
    }

    /** Begins at a frame of the engine, having heard nothing. */
    void rewind(long tickFrame) {
        if (clips != null) {
            clips.rewind();
        }
        nextInputGain = plan.inputGain().at(tickFrame - plan.latencyIn());
        inputGain = nextInputGain;
        double level = plan.level().at(tickFrame - plan.latencyOut());
        for (Route route : routes) {
            route.rewind(tickFrame, level);
        }
        out.rewind(tickFrame, level);
    }

    /** Fills a lane of a tick with what goes into the inserts. */
    void read(long tickFrame, long chunk, int at, LaneTick lanes, int lane) {
        long songFrame = tickFrame - plan.latencyIn();
        boolean asPlayed = inputGain == 1 && nextInputGain == 1 && plan.hasUnitInput() && plan.delayFrames() == 0;
        if (asPlayed && clips != null && clips.lend(songFrame, lanes, lane)) {
            return;
        }
        double[][] tick = lanes.strip(lane);
        if (clips != null) {
            clips.play(songFrame, tick);
        } else {
            sum(chunk, at, tick);
        }
        inputGain = nextInputGain;
        nextInputGain = plan.inputGain().at(songFrame + TICK);
        for (int c = 0; c < tick.length && c < delays.length; c++) {
            if (inputGain != 1 || nextInputGain != 1) {
                frames.scaleRamped(tick[c], inputGain, nextInputGain, tick[c]);
            }
            delays[c].delay(tick[c]);
        }
    }

    private void sum(long chunk, int at, double[][] tick) {
        for (int c = 0; c < tick.length; c++) {
            if (inputs.isEmpty()) {
                Arrays.fill(tick[c], 0);
                continue;
            }
            System.arraycopy(inputs.getFirst().chunk(chunk)[c], at, tick[c], 0, TICK);
            for (int i = 1; i < inputs.size(); i++) {
                frames.add(inputs.get(i).chunk(chunk)[c], at, tick[c], 0, TICK);
            }
            if (!frames.allBelow(tick[c], 0, TICK, Summing.LOUDEST_SUM)) {
                clamped += Summing.clamp(tick[c], 0, TICK, Summing.LOUDEST_SUM);
            }
        }
    }

    /** Goes on to the next tick of the routes. */
    void advance(long tickFrame) {
        double nextLevel = plan.level().at(tickFrame + TICK - plan.latencyOut());
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).advance(tickFrame, nextLevel);
        }
        if (output != null) {
            out.advance(tickFrame, nextLevel);
        }
    }

    /** Whether something has to be {@link #write written} although its routes in lanes were fed. */
    boolean hasMoreThanLanes() {
        return output != null || !keys.isEmpty() || !routes.stream().allMatch(Route::isInLanes);
    }

    List<Route> routes() {
        return routes;
    }

    /**
     * Passes on what came out of the inserts.
     *
     * @param usual whether all samples are below {@link Route#USUAL_MAGNITUDE}
     * @param lanesFed whether the routes in lanes have it already
     */
    void write(double[][] tick, boolean usual, boolean lanesFed, long chunk, int at) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (!lanesFed || !route.isInLanes()) {
                route.feed(tick, usual, chunk, at);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            keys.get(i).feed(tick, chunk, at);
        }
        if (output != null) {
            hear(output.chunk(chunk), tick, at);
        }
    }

    /** The master is heard behind its fader and pan. */
    private void hear(double[][] heard, double[][] tick, int at) {
        for (int side = 0; side < 2; side++) {
            out.side(side, tick[0], tick[1], scratch);
            System.arraycopy(scratch, 0, heard[side], at, TICK);
        }
    }

    long clamped() {
        long all = clamped + (clips == null ? 0 : clips.clamped());
        for (int i = 0; i < routes.size(); i++) {
            all += routes.get(i).clamped();
        }
        return all;
    }

    void exchange(ProcessorState state) {
        if (clips != null) {
            clips.exchange(state);
        }
        clamped = state.whole(clamped);
        for (DelayRing delay : delays) {
            delay.exchange(state);
        }
        for (Route route : routes) {
            route.exchange(state);
        }
        for (Key key : keys) {
            key.exchange(state);
        }
    }
}
