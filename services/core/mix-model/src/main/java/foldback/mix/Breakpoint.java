package foldback.mix;

/**
 * A point of an automation lane.
 *
 * @param frame of the song
 * @param value in the parameter's unit
 * @param curve towards the next point
 */
public record Breakpoint(long frame, double value, Curve curve) {
    /** How the value gets from one point to the next; straight in the parameter's taper. */
    public enum Curve {
        LINEAR,
        /** Stays, and jumps at the next point. */
        HOLD,
        /** {@code t^2 (3 - 2 t)} for the time t between the points. */
        S_CURVE
    }
}
