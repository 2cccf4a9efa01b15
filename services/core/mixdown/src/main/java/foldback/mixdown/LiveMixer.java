package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.Reducing;
import foldback.dsp.SavedState;
import foldback.mix.Id;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mix that is changed while it plays: one tick after the other, in any order of places, with the plan replaced between two ticks. As long
 * as nothing is replaced, ticks in a row have the bits of {@link MixdownRenderer}.
 *
 * <p>After a change, whatever is still there goes on with what it has heard: a fader that moves does not restart a reverb. Gains reach
 * their new values in a straight line over a tick; cables that come or go fade in or out over a tick.
 */
public final class LiveMixer {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final RenderOptions OPTIONS = RenderOptions.PLAIN.withChunkFrames(TICK);

    private MixdownPlan plan;
    private Assembly assembly;
    private Map<StripAddress, StripRun> strips = new HashMap<>();
    private Map<StripAddress, List<InsertRun>> inserts = new HashMap<>();
    private @Nullable MixdownPlan next;

    /** Of the engine: the song's, later by the plan's latency. */
    private long tickFrame;

    private long chunk = -1;

    /** The tick that was rendered last, also where another plan has been put to work since. */
    private double[][] heard = new double[2][TICK];

    private @Nullable Assembly tapped;
    private long tappedChunk;
    private int tapCount;

    /** What is remembered at one moment, of one plan. */
    public static final class Memory {
        private final String build;
        private final long tickFrame;
        private final List<SavedState> states;

        private Memory(String build, long tickFrame, List<SavedState> states) {
            this.build = build;
            this.tickFrame = tickFrame;
            this.states = states;
        }

        /** The frame of the engine that comes next. */
        public long tickFrame() {
            return tickFrame;
        }
    }

    /** Begins at the beginning of the song. */
    public LiveMixer(MixdownPlan plan) {
        this.plan = plan;
        assembly = assemble(plan);
        assembly.begin(0, null);
    }

    private Assembly assemble(MixdownPlan of) {
        Assembly made = new Assembly(of, OPTIONS);
        strips = new HashMap<>();
        inserts = new HashMap<>();
        for (LaneGroup group : made.groups()) {
            for (int lane = 0; lane < group.strips().size(); lane++) {
                StripAddress address = group.strips().get(lane).plan().address();
                strips.put(address, group.strips().get(lane));
                inserts.put(address, group.insertsOf(lane));
            }
        }
        return made;
    }

    /** What is played now, or from the tick on that follows a fade. */
    public MixdownPlan plan() {
        return next == null ? plan : next;
    }

    /** By how many frames what comes out is later than the song. */
    public int latencyFrames() {
        return plan.latencyFrames();
    }

    /** The frame of the engine at which the next tick begins: of the song, by the latency less. */
    public long tickFrame() {
        return tickFrame;
    }

    /**
     * Goes to a place, having heard nothing.
     *
     * @param frame of the engine, a whole number of ticks
     */
    public void begin(long frame) {
        settle();
        requireTick(frame);
        tickFrame = frame;
        assembly.begin(frame, null);
    }

    /** Goes to a place; what was heard stays. */
    public void jump(long frame) {
        settle();
        requireTick(frame);
        tickFrame = frame;
        assembly.groups().forEach(group -> group.jump(frame));
    }

    private static void requireTick(long frame) {
        if (frame % TICK != 0) {
            throw new IllegalArgumentException(frame + " is no whole number of ticks");
        }
    }

    public Memory save() {
        settle();
        List<SavedState> states = new ArrayList<>();
        assembly.groups().forEach(group -> states.add(group.save()));
        return new Memory(plan.build(), tickFrame, states);
    }

    /**
     * Goes back to where it was saved.
     *
     * @return whether it did: not if the plan was replaced by one that is built otherwise
     */
    public boolean restore(Memory memory) {
        settle();
        if (!memory.build.equals(plan.build())) {
            return false;
        }
        tickFrame = memory.tickFrame;
        for (int i = 0; i < memory.states.size(); i++) {
            assembly.groups().get(i).begin(tickFrame, memory.states.get(i));
        }
        return true;
    }

    /**
     * Plays another plan from the next tick on, or from the one after it where cables have to fade. The plan before stays open: what
     * reads its stems may be the same.
     */
    public void replace(MixdownPlan other) {
        if (next == null && other.build().equals(plan.build())) {
            plan = other;
            for (StripPlan strip : other.strips()) {
                follow(strip);
            }
            return;
        }
        next = other;
        Map<StripAddress, StripPlan> stay = new HashMap<>();
        other.strips().forEach(s -> stay.put(s.address(), s));
        strips.forEach((address, strip) -> strip.fadeOutBut(stay.get(address)));
    }

    private void follow(StripPlan strip) {
        StripRun run = strips.get(strip.address());
        if (run == null) {
            throw new IllegalStateException(strip.address().path() + " is planned, but not run");
        }
        run.follow(strip);
        List<InsertRun> runs = inserts.getOrDefault(strip.address(), List.of());
        for (int i = 0; i < runs.size(); i++) {
            runs.get(i).follow(strip.inserts().get(i), plan.tempo());
        }
    }

    /** Puts the plan that waits for a fade to work. */
    private void settle() {
        if (next == null) {
            return;
        }
        Map<StripAddress, StripRun> stripsBefore = strips;
        Map<StripAddress, List<InsertRun>> insertsBefore = inserts;
        plan = next;
        next = null;
        assembly = assemble(plan);
        assembly.begin(tickFrame, null);
        chunk = -1;
        strips.forEach((address, strip) -> {
            StripRun before = stripsBefore.get(address);
            if (before == null) {
                strip.fadeIn();
            } else {
                strip.adopt(before);
                adopt(inserts.getOrDefault(address, List.of()), insertsBefore.getOrDefault(address, List.of()));
            }
        });
    }

    private static void adopt(List<InsertRun> runs, List<InsertRun> before) {
        for (InsertRun run : runs) {
            before.stream().filter(run::canAdopt).findFirst().ifPresent(run::adopt);
        }
    }

    /** Renders the next tick. */
    public void tick() {
        for (LaneGroup group : assembly.groups()) {
            group.runChunk();
        }
        chunk++;
        tickFrame += TICK;
        heard = assembly.heard(chunk);
        tapped = assembly;
        tappedChunk = chunk;
        tapCount = plan.taps().size();
        settle();
    }

    /** Left and right of the tick that was rendered last. */
    public double[][] heard() {
        return heard;
    }

    /** How many taps of that tick were heard: after a change, those of the plan before. */
    public int tapCount() {
        return tapCount;
    }

    /** What a tap of the plan got of that tick. */
    public double[][] tapped(int tap) {
        if (tapped == null) {
            throw new IllegalStateException("nothing was rendered yet");
        }
        return tapped.tapped(tap, tappedChunk);
    }

    /** How many samples were beyond what the mixer's sums can hold, since it was put together. */
    public long clampedSamples() {
        return chunk < 0 ? 0 : assembly.clampedAfter(chunk);
    }

    /** How far an insert turns its strip down at this moment, in decibels, 0 or more; 0 of one that does not. */
    public double reductionDecibels(StripAddress strip, Id insert) {
        for (InsertRun run : inserts.getOrDefault(strip, List.of())) {
            if (run.plan().id().equals(insert)) {
                return run.processor() instanceof Reducing reducing ? reducing.reductionDecibels() : 0;
            }
        }
        return 0;
    }
}
