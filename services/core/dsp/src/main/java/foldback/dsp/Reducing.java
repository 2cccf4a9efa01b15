package foldback.dsp;

/** A processor that turns the signal down, and can say by how much. */
public interface Reducing {
    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    double reductionDecibels();
}
