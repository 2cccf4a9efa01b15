package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.lanes.FrameKernels;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strip as it runs, before and after its inserts: its input, trim, polarity and delay; and the routes out of it. */
final class StripRun {
    private static final int TICK = Processor.TICK_FRAMES;

    private final StripPlan plan;
    private final @Nullable ClipPlayer clips;
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
        clips = plan.address() instanceof StripAddress.OfTrack track
                ? new ClipPlayer(track.track(), plan.parts(), frames)
                : null;
        delays = DelayRing.each(plan.channels(), plan.delayFrames());
        out = new GainRamp(plan.out(), plan.latencyOut(), false, frames);
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
        boolean asPlayed =
                inputGain == 1 && nextInputGain == 1 && plan.inputGain().isConstant() && plan.delayFrames() == 0;
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
            Arrays.fill(tick[c], 0);
            for (int i = 0; i < inputs.size(); i++) {
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
