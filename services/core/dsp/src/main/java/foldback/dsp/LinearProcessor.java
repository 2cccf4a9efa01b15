package foldback.dsp;

/** A processor whose effect is a frequency response, which it can tell. */
public interface LinearProcessor extends Processor {
    /** How much a sine of this frequency is multiplied by, as configured. */
    double magnitudeAt(double hertz);
}
