package foldback.analysis;

import foldback.audio.AudioSource;
import foldback.audio.Refusal;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;

/** Analyses a file, on two threads. */
public final class AnalysisRun {
    private static final int BLOCK_FRAMES = 1 << 16;

    /** What came of it. */
    public sealed interface Result {
        record Finished(Analysis analysis) implements Result {}

        /**
         * It cannot be analysed.
         *
         * @param why one sentence that says what to do
         */
        record Refused(String why) implements Result {}
    }

    private AnalysisRun() {}

    /**
     * Reads all of it.
     *
     * @param progress told 0 to 1 after each block
     * @throws IOException if the disk fails
     * @throws InterruptedException if the thread was interrupted
     */
    public static Result of(AudioSource source, DoubleConsumer progress) throws IOException, InterruptedException {
        int channels = source.format().channels();
        if (channels > Analyser.MOST_CHANNELS) {
            return new Result.Refused(source.name() + " has " + channels
                    + " channels; one or two are analysed. Export it as stereo, or split it.");
        }
        Analyser analyser = new Analyser(source.format(), source.container());
        double[][][] blocks = new double[2][channels][BLOCK_FRAMES];
        try (ExecutorService other = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("analysis").daemon().factory())) {
            long at = 0;
            int count = read(source, at, blocks[0]);
            for (int turn = 0; count > 0; turn = 1 - turn) {
                double[][] block = blocks[turn];
                int frames = count;
                if (AudioSource.firstUnusable(block, frames) < frames) {
                    return new Result.Refused(source.unusableSamples()
                            .map(Refusal::sentence)
                            .orElse(source.name() + " holds samples that are no sound."));
                }
                Future<?> half = other.submit(() -> analyser.addToSpectra(block, frames));
                analyser.addToMeters(block, frames);
                at += frames;
                count = read(source, at, blocks[1 - turn]);
                await(half);
                progress.accept((double) at / source.frames());
            }
        }
        return new Result.Finished(analyser.finish());
    }

    private static int read(AudioSource source, long at, double[][] into) throws IOException {
        int count = (int) Math.min(BLOCK_FRAMES, source.frames() - at);
        if (count > 0) {
            source.read(at, into, count);
        }
        return count;
    }

    private static void await(Future<?> half) throws InterruptedException {
        try {
            half.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the analysis broke", e.getCause());
        }
    }
}
