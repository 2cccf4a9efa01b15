package foldback.mix;

/**
 * How a clip begins or ends.
 *
 * @param frames 0 is no fade
 */
public record Fade(long frames, Shape shape) {
    public static final Fade NONE = new Fade(0, Shape.LINEAR);

    /** The gain over the fade's time t, 0 to 1, of a fade in; a fade out is its mirror image. */
    public enum Shape {
        /** {@code t}. */
        LINEAR,
        /** {@code sin(t pi / 2)}: two of them crossing keep the power. */
        EQUAL_POWER,
        /** {@code t^2 (3 - 2 t)}. */
        S_CURVE
    }
}
