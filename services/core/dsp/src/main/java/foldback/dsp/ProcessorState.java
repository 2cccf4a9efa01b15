package foldback.dsp;

/**
 * Carries what a processor remembers out of it, or back into it: one method of the processor does both, so that neither can
 * forget what the other knows.
 */
public interface ProcessorState {
    /** Hands over a number; what comes back is to be remembered instead. */
    double number(double now);

    /** Hands over a whole number; what comes back is to be remembered instead. */
    long whole(long now);

    /** Hands over numbers, and has them replaced. */
    void numbers(double[] now);

    /** Hands over a position or a count; what comes back is to be remembered instead. */
    default int whole(int now) {
        return (int) whole((long) now);
    }
}
