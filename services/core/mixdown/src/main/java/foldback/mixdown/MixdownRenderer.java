package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;

/**
 * Renders a plan from its first frame to the end of its tail. Blocks are pulled; any size gives the same bits.
 *
 * <p>The tail ends when the output has stayed below -96 dBFS for half a second, at the latest 15 s after the last clip.
 */
public final class MixdownRenderer {
    /** Blocks are a whole number of these. */
    public static final int TICK_FRAMES = Processor.TICK_FRAMES;

    private static final double QUIET_DECIBELS = -96;
    private static final int LONGEST_TAIL_SECONDS = 15;

    private final PlannedStrips strips;
    private final double quiet = DspMath.decibelsToLinear(QUIET_DECIBELS);
    private final long endFrame;
    private final long longestFrames;
    private final int quietFramesToStop;

    /** What the latency of the last ticks has left over: the output is not aligned to the ticks of the song. */
    private final double[][] pending = new double[2][2 * TICK_FRAMES];

    private final double[][] tick = new double[2][TICK_FRAMES];
    private int pendingFrames;
    private int framesToSkip;
    private long songFrame;
    private long renderedFrames;
    private long quietFrames;

    public MixdownRenderer(MixdownPlan plan) {
        strips = plan.strips();
        framesToSkip = strips.latencyFrames();
        endFrame = wholeTicks(plan.endFrame());
        longestFrames = wholeTicks(endFrame + (long) LONGEST_TAIL_SECONDS * plan.sampleRate());
        quietFramesToStop = plan.sampleRate() / 2;
    }

    private static long wholeTicks(long frames) {
        return (frames + TICK_FRAMES - 1) / TICK_FRAMES * TICK_FRAMES;
    }

    /** The most frames that can come: the song and the longest tail. For a progress bar, and for a file's header. */
    public long longestFrames() {
        return longestFrames;
    }

    /** Where the last clip ends, in whole ticks: more comes only while there is a tail. */
    public long songFrames() {
        return endFrame;
    }

    /** How many frames have been pulled. */
    public long renderedFrames() {
        return renderedFrames;
    }

    /** How many samples were beyond what the mixer's sums can hold, and were clamped. */
    public long clampedSamples() {
        return strips.clamped();
    }

    /**
     * Renders the next frames.
     *
     * @param into left and right, filled from index 0
     * @param frames a whole number of ticks
     * @return how many frames there were, a whole number of ticks; fewer than asked for only at the end, then 0
     */
    public int render(double[][] into, int frames) {
        if (frames % TICK_FRAMES != 0) {
            throw new IllegalArgumentException(frames + " frames are no whole number of ticks of " + TICK_FRAMES);
        }
        int done = 0;
        while (done < frames && !isFinished()) {
            renderTick(into, done);
            done += TICK_FRAMES;
        }
        return done;
    }

    /** Whether the tail is over. */
    public boolean isFinished() {
        return renderedFrames >= longestFrames || (renderedFrames >= endFrame && quietFrames >= quietFramesToStop);
    }

    private void renderTick(double[][] into, int at) {
        while (pendingFrames < TICK_FRAMES) {
            strips.run(songFrame, tick);
            songFrame += TICK_FRAMES;
            keep();
        }
        for (int c = 0; c < 2; c++) {
            System.arraycopy(pending[c], 0, into[c], at, TICK_FRAMES);
            System.arraycopy(pending[c], TICK_FRAMES, pending[c], 0, pendingFrames - TICK_FRAMES);
        }
        pendingFrames -= TICK_FRAMES;
        renderedFrames += TICK_FRAMES;
        listen(into, at);
    }

    /** Keeps a tick for the output, without what the latency put before the song's first frame. */
    private void keep() {
        int skipped = Math.min(framesToSkip, TICK_FRAMES);
        framesToSkip -= skipped;
        for (int c = 0; c < 2; c++) {
            System.arraycopy(tick[c], skipped, pending[c], pendingFrames, TICK_FRAMES - skipped);
        }
        pendingFrames += TICK_FRAMES - skipped;
    }

    private void listen(double[][] block, int from) {
        for (int i = from; i < from + TICK_FRAMES; i++) {
            boolean heard = Math.abs(block[0][i]) >= quiet || Math.abs(block[1][i]) >= quiet;
            quietFrames = heard ? 0 : quietFrames + 1;
        }
    }
}
