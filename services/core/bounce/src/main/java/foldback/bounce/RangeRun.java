package foldback.bounce;

import foldback.dsp.Quantiser;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.MixdownRenderer;
import foldback.mixdown.RenderOptions;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleConsumer;

/** One pass of the engine over a range of a song, for whoever listens to the mix and to the taps of its plan. */
public final class RangeRun implements AutoCloseable {
    private static final int BLOCK_FRAMES = RenderOptions.MOST_CHUNK_FRAMES;
    private static final int CHANNELS = 2;

    /** Hears one signal, in order. */
    public interface Listener {
        /**
         * Goes past frames before the range, which what remembers (as shaped dither) has to know.
         *
         * @param block one array for each channel, read from index 0
         */
        void skip(double[][] block, int count);

        /** Hears frames of the range, which begin at an index of the block. */
        void hear(double[][] block, int from, int count) throws IOException;
    }

    private final MixdownRenderer renderer;
    private final FrameRange range;
    private final long firstFrame;

    /**
     * Prepares a pass.
     *
     * @param shapes whether somebody shapes dither, who begins at whole spans of it; see {@link Quantiser#SHAPED_SPAN}
     */
    public RangeRun(MixdownPlan plan, RenderOptions options, FrameRange range, boolean shapes) {
        this.range = range;
        int step = shapes ? Quantiser.SHAPED_SPAN : MixdownRenderer.TICK_FRAMES;
        firstFrame = range.from() / step * step;
        int tick = MixdownRenderer.TICK_FRAMES;
        long last = range.isOpen() ? Long.MAX_VALUE : (range.to() + tick - 1) / tick * tick;
        renderer = MixdownRenderer.ofRange(plan, options, firstFrame, last, null);
    }

    /** From where on frames come, skipped or heard: at or before the beginning of the range. */
    public long firstFrame() {
        return firstFrame;
    }

    /** No more will be heard. */
    public long longestFrames() {
        return Math.max(0, Math.min(firstFrame + renderer.longestFrames(), range.to()) - range.from());
    }

    /** How many samples so far were beyond what the mixer's sums can hold. */
    public long clampedSamples() {
        return renderer.clampedSamples();
    }

    /**
     * Renders it all.
     *
     * @param taps those who hear the plan's first taps
     * @param progress told 0 to 1 after each block
     * @return how many frames were heard
     * @throws InterruptedException if the thread was interrupted
     */
    public long run(Listener mix, List<? extends Listener> taps, DoubleConsumer progress)
            throws IOException, InterruptedException {
        double[][] block = new double[CHANNELS][BLOCK_FRAMES];
        double[][][] tapped = new double[taps.size()][CHANNELS][BLOCK_FRAMES];
        long at = firstFrame;
        long heard = 0;
        int frames = renderer.render(block, tapped, BLOCK_FRAMES);
        while (frames > 0) {
            int skipped = (int) Math.clamp(range.from() - at, 0L, frames);
            int count = Math.max(0, (int) Math.clamp(range.to() - at, 0L, frames) - skipped);
            tell(mix, block, skipped, count);
            for (int i = 0; i < tapped.length; i++) {
                tell(taps.get(i), tapped[i], skipped, count);
            }
            heard += count;
            at += frames;
            progress.accept(Math.min(1, (double) renderer.renderedFrames() / Math.max(1, renderer.songFrames())));
            if (Thread.interrupted()) {
                throw new InterruptedException("the bounce was called off");
            }
            frames = renderer.render(block, tapped, BLOCK_FRAMES);
        }
        return heard;
    }

    private static void tell(Listener listener, double[][] block, int skipped, int count) throws IOException {
        listener.skip(block, skipped);
        listener.hear(block, skipped, count);
    }

    @Override
    public void close() {
        renderer.close();
    }
}
