package foldback.dsp;

/** What is added before a sample is rounded, and what is done about the error. */
public enum Dither {
    /** Nothing: for what is on whole steps already. */
    NONE,
    /** Triangular noise of two steps: the error is white and has nothing to do with the signal. */
    TRIANGULAR,
    /** The same, and the error moved to where the ear hears less of it. */
    SHAPED
}
