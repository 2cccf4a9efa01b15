package foldback.mixdown;

import java.util.Arrays;

/** Where a stage leaves what it makes, chunk by chunk, until the stage that it is for has taken it. */
final class Outbox {
    private final double[][][] chunks;

    Outbox(int chunksInFlight, int chunkFrames) {
        chunks = new double[chunksInFlight][2][chunkFrames];
    }

    /** Left and right of a chunk, for the one stage that may have it now. */
    double[][] chunk(long number) {
        return chunks[(int) (number % chunks.length)];
    }

    void clear(long number) {
        for (double[] channel : chunk(number)) {
            Arrays.fill(channel, 0);
        }
    }
}
