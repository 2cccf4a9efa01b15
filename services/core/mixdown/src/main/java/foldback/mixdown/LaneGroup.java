package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.SavedState;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Up to eight strips of the same level of the graph and the same width, which go through the song together. */
final class LaneGroup implements Stage {
    private static final int TICK = Processor.TICK_FRAMES;

    private final List<StripRun> strips;
    private final List<List<InsertRun>> inserts;
    private final Slot[] narrow;
    private final Slot[] wide;
    private final int channels;
    private final LaneTick tick;
    private final boolean hasKernels;
    private final FrameKernels frames;
    private final List<Outbox> sums = new ArrayList<>();
    private final Set<Integer> feeders = new LinkedHashSet<>();
    private final ChunkClock clock;
    private final long[] clampedAfter;
    private final @Nullable SavedState[] savedAfter;
    private List<LaneRoutes> laneRoutes = List.of();
    private boolean hasMoreThanLanes = true;
    private long frame;
    private long chunk;

    /**
     * Makes a group without cables.
     *
     * @param inserts those of each strip
     * @param history how many chunks this group may be ahead of who listens
     */
    LaneGroup(
            List<StripRun> strips,
            List<List<InsertRun>> inserts,
            @Nullable LaneKernels kernels,
            ChunkClock clock,
            int history) {
        this.strips = strips;
        this.inserts = inserts;
        this.clock = clock;
        hasKernels = kernels != null;
        frames = kernels == null ? FrameKernels.PLAIN : kernels.frames();
        tick = new LaneTick(frames);
        channels = strips.getFirst().plan().channels();
        clampedAfter = new long[history];
        savedAfter = new @Nullable SavedState[history];
        List<List<InsertRun>> before = new ArrayList<>();
        List<List<InsertRun>> after = new ArrayList<>();
        for (int lane = 0; lane < strips.size(); lane++) {
            int widensAt = channels == 2 ? 0 : strips.get(lane).plan().widensAt();
            before.add(inserts.get(lane).subList(0, widensAt));
            after.add(inserts.get(lane).subList(widensAt, inserts.get(lane).size()));
        }
        narrow = slots(before, kernels);
        wide = slots(after, kernels);
    }

    private static Slot[] slots(List<List<InsertRun>> chains, @Nullable LaneKernels kernels) {
        List<List<String>> kinds = chains.stream()
                .map(c -> c.stream().map(InsertRun::kind).toList())
                .toList();
        List<String> line = SlotLine.common(kinds);
        List<List<@Nullable InsertRun>> slots = new ArrayList<>();
        for (int slot = 0; slot < line.size(); slot++) {
            slots.add(new ArrayList<>());
            for (int lane = 0; lane < chains.size(); lane++) {
                slots.get(slot).add(null);
            }
        }
        for (int lane = 0; lane < chains.size(); lane++) {
            int[] places = SlotLine.places(line, kinds.get(lane));
            for (int i = 0; i < places.length; i++) {
                slots.get(places[i]).set(lane, chains.get(lane).get(i));
            }
        }
        return slots.stream().map(s -> new Slot(s, kernels)).toArray(Slot[]::new);
    }

    List<StripRun> strips() {
        return strips;
    }

    List<InsertRun> insertsOf(int lane) {
        return inserts.get(lane);
    }

    /** What this group adds to, and so has to clear before each chunk. */
    void addSum(Outbox sum) {
        sums.add(sum);
    }

    /** To be called when all cables are there. */
    void bundle() {
        if (hasKernels) {
            laneRoutes = LaneRoutes.of(strips, frames);
            hasMoreThanLanes = strips.stream().anyMatch(StripRun::hasMoreThanLanes);
        }
    }

    void addFeeder(int stage) {
        feeders.add(stage);
    }

    @Override
    public List<Integer> feeders() {
        return List.copyOf(feeders);
    }

    /** Goes to a frame of the engine, having heard nothing, or what was heard when a state was saved there. */
    void begin(long tickFrame, @Nullable SavedState state) {
        frame = tickFrame;
        release();
        for (int lane = 0; lane < strips.size(); lane++) {
            strips.get(lane).rewind(tickFrame);
            inserts.get(lane).forEach(i -> i.rewind(tickFrame));
        }
        if (state != null) {
            state.restore(this::exchange);
        }
    }

    /** Goes to another frame of the engine; what was heard stays. */
    void jump(long tickFrame) {
        frame = tickFrame;
        strips.forEach(StripRun::jump);
    }

    SavedState save() {
        return SavedState.of(this::exchange);
    }

    @Override
    public void runChunk() {
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).clear(chunk);
        }
        int frames = clock.framesFrom(frame);
        for (int at = 0; at < frames; at += TICK) {
            runTick(at);
            frame += TICK;
        }
        int now = (int) (chunk % clampedAfter.length);
        clampedAfter[now] = clamped();
        savedAfter[now] = clock.isCheckpoint(frame) ? SavedState.of(this::exchange) : null;
        chunk++;
    }

    private void runTick(int at) {
        tick.begin(channels);
        for (int lane = 0; lane < strips.size(); lane++) {
            strips.get(lane).read(frame, chunk, at, tick, lane);
        }
        for (Slot slot : narrow) {
            slot.run(tick, frame, chunk, at);
        }
        if (channels == 1 && strips.getFirst().plan().channelsOut() == 2) {
            tick.widen();
        }
        for (Slot slot : wide) {
            slot.run(tick, frame, chunk, at);
        }
        passOn(at);
    }

    /** Feeds what the strips feed: side by side where that can be, and where nothing has to be clamped. */
    private void passOn(int at) {
        for (int lane = 0; lane < strips.size(); lane++) {
            strips.get(lane).advance(frame);
        }
        boolean lanesFed = feedLanes(at);
        if (lanesFed && !hasMoreThanLanes) {
            return;
        }
        tick.setApart();
        for (int lane = 0; lane < strips.size(); lane++) {
            boolean usual = tick.isBelow(lane, Route.USUAL_MAGNITUDE);
            strips.get(lane).write(tick.strip(lane), usual, lanesFed, chunk, at);
        }
    }

    private boolean feedLanes(int at) {
        if (laneRoutes.isEmpty() || !(tick.areTogether() || tick.arePacked())) {
            return false;
        }
        tick.bringTogether();
        boolean fed = tick.areBelow(Route.USUAL_MAGNITUDE);
        for (int i = 0; i < laneRoutes.size(); i++) {
            fed &= laneRoutes.get(i).fit();
        }
        for (int i = 0; fed && i < laneRoutes.size(); i++) {
            laneRoutes.get(i).feed(tick, chunk, at);
        }
        return fed;
    }

    private long clamped() {
        long all = 0;
        for (int lane = 0; lane < strips.size(); lane++) {
            all += strips.get(lane).clamped();
        }
        return all;
    }

    /** How many samples had been clamped when a chunk was done. */
    long clampedAfter(long number) {
        return clampedAfter[(int) (number % clampedAfter.length)];
    }

    /** The state after a chunk at whose end there is a checkpoint. */
    SavedState savedAfter(long number) {
        SavedState saved = savedAfter[(int) (number % savedAfter.length)];
        if (saved == null) {
            throw new IllegalStateException("nothing was saved after chunk " + number);
        }
        return saved;
    }

    private void release() {
        for (Slot slot : narrow) {
            slot.release();
        }
        for (Slot slot : wide) {
            slot.release();
        }
    }

    private void exchange(ProcessorState state) {
        release();
        for (int lane = 0; lane < strips.size(); lane++) {
            strips.get(lane).exchange(state);
            for (InsertRun insert : inserts.get(lane)) {
                insert.exchange(state);
            }
        }
    }
}
