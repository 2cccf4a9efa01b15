package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernels;
import org.jspecify.annotations.Nullable;

/**
 * How a render is run. None of it changes a bit of what is rendered.
 *
 * @param kernels run several strips at once where they can; null if the machine has none
 * @param crew the threads
 * @param chunkFrames of a piece of work, a whole number of ticks, at most {@link #MOST_CHUNK_FRAMES}: short ones answer sooner, long ones
 *     cost less
 * @param checkpointFrames how far apart checkpoints are made, a whole number of ticks; 0 if none are wanted
 */
public record RenderOptions(@Nullable LaneKernels kernels, Crew crew, int chunkFrames, int checkpointFrames) {
    public static final int MOST_CHUNK_FRAMES = 4096;

    /** The reference: no kernels, one thread. */
    public static final RenderOptions PLAIN = new RenderOptions(null, Crew.alone(), MOST_CHUNK_FRAMES, 0);

    private static final int CHECKPOINT_SECONDS = 10;

    public RenderOptions {
        requireTicks(chunkFrames);
        requireTicks(checkpointFrames);
        if (chunkFrames < Processor.TICK_FRAMES || chunkFrames > MOST_CHUNK_FRAMES || checkpointFrames < 0) {
            throw new IllegalArgumentException(
                    "chunks of " + chunkFrames + " frames, checkpoints each " + checkpointFrames + " frames");
        }
    }

    private static void requireTicks(int frames) {
        if (frames % Processor.TICK_FRAMES != 0) {
            throw new IllegalArgumentException(
                    frames + " frames are no whole number of ticks of " + Processor.TICK_FRAMES);
        }
    }

    public RenderOptions withKernels(@Nullable LaneKernels next) {
        return new RenderOptions(next, crew, chunkFrames, checkpointFrames);
    }

    public RenderOptions withCrew(Crew next) {
        return new RenderOptions(kernels, next, chunkFrames, checkpointFrames);
    }

    public RenderOptions withChunkFrames(int next) {
        return new RenderOptions(kernels, crew, next, checkpointFrames);
    }

    public RenderOptions withCheckpointFrames(int next) {
        return new RenderOptions(kernels, crew, chunkFrames, next);
    }

    /** With a checkpoint every 10 s of song, in whole ticks. */
    public RenderOptions withCheckpoints(int sampleRateHertz) {
        int ticks = CHECKPOINT_SECONDS * sampleRateHertz / Processor.TICK_FRAMES;
        return withCheckpointFrames(ticks * Processor.TICK_FRAMES);
    }
}
