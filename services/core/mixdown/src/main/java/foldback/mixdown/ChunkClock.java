package foldback.mixdown;

/**
 * Where chunks end: after so many frames, and wherever a checkpoint is due.
 *
 * @param chunkFrames of a whole chunk
 * @param checkpointFrames from one checkpoint to the next; 0 if there are none
 */
record ChunkClock(int chunkFrames, int checkpointFrames) {
    /** How long the chunk is that begins at a frame of the engine. */
    int framesFrom(long frame) {
        if (checkpointFrames == 0) {
            return chunkFrames;
        }
        return (int) Math.min(chunkFrames, checkpointFrames - frame % checkpointFrames);
    }

    boolean isCheckpoint(long frame) {
        return checkpointFrames > 0 && frame % checkpointFrames == 0;
    }
}
