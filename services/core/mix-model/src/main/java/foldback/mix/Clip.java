package foldback.mix;

/**
 * Where a track plays a stem.
 *
 * @param startFrame where on the timeline it begins, in frames of the session's sample rate
 * @param stemFrame the first frame of the stem that is played
 * @param lengthFrames how many frames of the stem are played
 * @param gainDb of this clip alone
 * @param fadeIn from its first frame on
 * @param fadeOut to its last frame; with the fade in never longer than the clip
 */
public record Clip(
        Id id,
        StemHash stem,
        long startFrame,
        long stemFrame,
        long lengthFrames,
        double gainDb,
        Fade fadeIn,
        Fade fadeOut) {
    /** Of {@link #gainDb}. */
    public static final ParameterSpec GAIN =
            ParameterSpec.linear("gain", "Clip gain", ParameterSpec.Unit.DECIBELS, -48, 24, 0);

    /** A clip as it comes: at its own level, without fades. */
    public Clip(Id id, StemHash stem, long startFrame, long stemFrame, long lengthFrames) {
        this(id, stem, startFrame, stemFrame, lengthFrames, 0, Fade.NONE, Fade.NONE);
    }

    public long endFrame() {
        return startFrame + lengthFrames;
    }
}
