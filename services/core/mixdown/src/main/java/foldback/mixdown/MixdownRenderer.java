package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders a plan, from its first frame to the end of its tail or a part of that. Blocks are pulled; neither their size nor the {@link
 * RenderOptions} change a bit.
 *
 * <p>The tail ends when the output has stayed below -96 dBFS for half a second, at the latest 15 s after the last clip.
 */
public final class MixdownRenderer implements AutoCloseable {
    /** Blocks are a whole number of these. */
    public static final int TICK_FRAMES = Processor.TICK_FRAMES;

    private static final double QUIET_DECIBELS = -96;
    private static final int LONGEST_TAIL_SECONDS = 15;

    private final MixdownPlan plan;
    private final Assembly assembly;
    private final Crew.Shift shift;
    private final ChunkClock clock;
    private final boolean makesCheckpoints;
    private final double quiet = DspMath.decibelsToLinear(QUIET_DECIBELS);
    private final long firstFrame;
    private final long endFrame;
    private final long lastFrame;
    private final int quietFramesToStop;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    /** Where in the song the next frame that is pulled lies. */
    private long songFrame;

    private long lastHeardFrame = -1;

    /** The chunk at hand, in frames of the song. */
    private long chunk = -1;

    private long chunkStart;
    private long chunkEnd;
    private long clamped;

    /** All of the plan, without kernels, on the caller's thread. */
    public MixdownRenderer(MixdownPlan plan) {
        this(plan, RenderOptions.PLAIN);
    }

    /** All of the plan. */
    public MixdownRenderer(MixdownPlan plan, RenderOptions options) {
        this(plan, options, 0, Long.MAX_VALUE, null);
    }

    /**
     * A part of the plan: the same samples as in the whole. Without a checkpoint it is rendered from the beginning of the song on.
     *
     * @param fromFrame of the song, in whole ticks
     * @param toFrame behind the last, in whole ticks; no more comes than there is
     * @param checkpoint from which to go on; null if there is none
     * @throws IllegalArgumentException if the checkpoint is of another plan, or later than the part's beginning
     */
    public static MixdownRenderer ofRange(
            MixdownPlan plan, RenderOptions options, long fromFrame, long toFrame, @Nullable Checkpoint checkpoint) {
        return new MixdownRenderer(plan, options, fromFrame, toFrame, checkpoint);
    }

    private MixdownRenderer(
            MixdownPlan plan, RenderOptions options, long fromFrame, long toFrame, @Nullable Checkpoint checkpoint) {
        this.plan = plan;
        endFrame = wholeTicks(plan.endFrame());
        long longest = wholeTicks(endFrame + (long) LONGEST_TAIL_SECONDS * plan.sampleRate());
        firstFrame = fromFrame;
        lastFrame = Math.min(longest, toFrame);
        songFrame = fromFrame;
        quietFramesToStop = plan.sampleRate() / 2;
        long begin = checkpoint == null ? 0 : checkpoint.frame();
        requireRange(fromFrame, toFrame, begin - plan.latencyFrames());
        clock = new ChunkClock(options.chunkFrames(), options.checkpointFrames());
        makesCheckpoints = options.checkpointFrames() > 0;
        assembly = new Assembly(plan, options);
        if (checkpoint != null) {
            if (checkpoint.signature() != plan.signature()
                    || checkpoint.states().size() != assembly.groups().size()) {
                throw new IllegalArgumentException("the checkpoint was made of another plan");
            }
            lastHeardFrame = checkpoint.lastHeardFrame();
        }
        assembly.begin(begin, checkpoint);
        chunkEnd = begin - plan.latencyFrames();
        chunkStart = chunkEnd;
        shift = options.crew().start(assembly.groups());
    }

    private static void requireRange(long from, long to, long earliest) {
        if (from < 0 || to < from || from % TICK_FRAMES != 0 || (to != Long.MAX_VALUE && to % TICK_FRAMES != 0)) {
            throw new IllegalArgumentException("no range of whole ticks: " + from + " to " + to);
        }
        if (from < earliest) {
            throw new IllegalArgumentException("the checkpoint is at frame " + earliest + ", behind " + from);
        }
    }

    private static long wholeTicks(long frames) {
        return (frames + TICK_FRAMES - 1) / TICK_FRAMES * TICK_FRAMES;
    }

    /** The most frames that can come: the song and the longest tail, or the range. For a progress bar, and for a file's header. */
    public long longestFrames() {
        return Math.max(0, lastFrame - firstFrame);
    }

    /** How many frames of the song there are, in whole ticks: more comes only while there is a tail. */
    public long songFrames() {
        return Math.max(0, Math.min(endFrame, lastFrame) - firstFrame);
    }

    /** How many frames have been pulled. */
    public long renderedFrames() {
        return songFrame - firstFrame;
    }

    /** How many samples were beyond what the mixer's sums can hold, and were clamped, up to the end of the chunk at hand. */
    public long clampedSamples() {
        return clamped;
    }

    /** The checkpoints that have been passed since they were asked for last. */
    public List<Checkpoint> takeCheckpoints() {
        List<Checkpoint> taken = List.copyOf(checkpoints);
        checkpoints.clear();
        return taken;
    }

    /**
     * Renders the next frames.
     *
     * @param into left and right, filled from index 0
     * @param frames a whole number of ticks
     * @return how many frames there were, a whole number of ticks; fewer than asked for only at the end, then 0
     * @throws UnusableSampleException if a stem holds what is not a number
     */
    public int render(double[][] into, int frames) {
        return render(into, new double[0][][], frames);
    }

    /**
     * The same, and what was heard at the plan's {@link MixdownPlan#taps taps}.
     *
     * @param tapped left and right for each of the first of them, filled from index 0; of a mono one only the left
     */
    public int render(double[][] into, double[][][] tapped, int frames) {
        if (frames % TICK_FRAMES != 0) {
            throw new IllegalArgumentException(frames + " frames are no whole number of ticks of " + TICK_FRAMES);
        }
        while (chunkEnd <= firstFrame && firstFrame < lastFrame) {
            nextChunk(); // what comes before the range also tells how long it has been quiet
        }
        int done = 0;
        while (done < frames && !isFinished()) {
            renderTick(into, tapped, done);
            done += TICK_FRAMES;
        }
        if (isFinished()) {
            shift.close();
        }
        return done;
    }

    /** Whether the tail or the range is over; of a range that begins behind the tail, only {@link #render} tells. */
    public boolean isFinished() {
        boolean quietAgain = songFrame - 1 - lastHeardFrame >= quietFramesToStop;
        return songFrame >= lastFrame || (songFrame >= endFrame && quietAgain);
    }

    /** Stops working, also before the end. */
    @Override
    public void close() {
        shift.close();
    }

    private void renderTick(double[][] into, double[][][] tapped, int at) {
        int done = 0;
        while (done < TICK_FRAMES) {
            while (chunkEnd <= songFrame) {
                nextChunk();
            }
            int from = (int) (songFrame - chunkStart);
            int count = (int) Math.min(TICK_FRAMES - done, chunkEnd - songFrame);
            double[][] heard = assembly.heard(chunk);
            copy(heard, from, into, at + done, count);
            for (int tap = 0; tap < tapped.length; tap++) {
                copy(assembly.tapped(tap, chunk), from, tapped[tap], at + done, count);
            }
            lastHeardFrame = lastHeard(songFrame, songFrame + count, lastHeardFrame);
            done += count;
            songFrame += count;
        }
    }

    private static void copy(double[][] heard, int from, double[][] into, int at, int count) {
        for (int c = 0; c < into.length; c++) {
            System.arraycopy(heard[c], from, into[c], at, count);
        }
    }

    private void nextChunk() {
        shift.nextChunk();
        chunk++;
        chunkStart = chunkEnd;
        long engineFrame = chunkStart + plan.latencyFrames();
        int frames = clock.framesFrom(engineFrame);
        chunkEnd += frames;
        clamped = assembly.clampedAfter(chunk);
        long pulled = Math.min(chunkEnd, songFrame);
        lastHeardFrame = lastHeard(chunkStart, pulled, lastHeardFrame);
        if (makesCheckpoints && clock.isCheckpoint(engineFrame + frames)) {
            long last = lastHeard(Math.max(chunkStart, pulled), chunkEnd, lastHeardFrame);
            checkpoints.add(new Checkpoint(plan.signature(), engineFrame + frames, last, assembly.savedAfter(chunk)));
        }
    }

    /** The last frame of a part of the chunk that is louder than silence; the frame given if there is none where it matters. */
    private long lastHeard(long from, long to, long otherwise) {
        double[][] heard = assembly.heard(chunk);
        long matters = Math.max(Math.max(from, 0), endFrame - quietFramesToStop);
        for (long frame = to - 1; frame >= matters; frame--) {
            int i = (int) (frame - chunkStart);
            if (Math.abs(heard[0][i]) >= quiet || Math.abs(heard[1][i]) >= quiet) {
                return frame;
            }
        }
        return otherwise;
    }
}
