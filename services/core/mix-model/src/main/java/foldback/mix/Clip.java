package foldback.mix;

/**
 * Where a track plays a stem.
 *
 * @param startFrame where on the timeline it begins, in frames of the session's sample rate
 * @param stemFrame the first frame of the stem that is played
 * @param lengthFrames how many frames of the stem are played
 */
public record Clip(Id id, StemHash stem, long startFrame, long stemFrame, long lengthFrames) {
    public long endFrame() {
        return startFrame + lengthFrames;
    }
}
