package foldback.analysis;

/**
 * Bands as wide as those of the ear, one of each step of the ERB-number scale: {@code ERB(f) = 24.7 (4.37 f/1000 + 1)} Hz, number {@code 21.4
 * log10(4.37 f/1000 + 1)}.
 *
 * <p>Source: B. R. Glasberg, B. C. J. Moore, Derivation of Auditory Filter Shapes From Notched-noise Data, Hearing Research 47, 1990.
 */
final class ErbBands {
    /** From 43 Hz to 15 kHz. */
    static final int COUNT = 38;

    private static final double FIRST_NUMBER = 1.6;
    private static final double NUMBER_FACTOR = 21.4;
    private static final double PER_HERTZ = 0.00437;
    private static final double NARROWEST_HERTZ = 24.7;

    private ErbBands() {}

    static double number(double hertz) {
        return NUMBER_FACTOR * Math.log10(PER_HERTZ * hertz + 1);
    }

    static double hertz(double number) {
        return (Math.pow(10, number / NUMBER_FACTOR) - 1) / PER_HERTZ;
    }

    static double widthHertz(double hertz) {
        return NARROWEST_HERTZ * (PER_HERTZ * hertz + 1);
    }

    static double middleHertz(int band) {
        return hertz(FIRST_NUMBER + band);
    }

    static double lowHertz(int band) {
        return hertz(FIRST_NUMBER + band - 0.5);
    }

    static double highHertz(int band) {
        return hertz(FIRST_NUMBER + band + 0.5);
    }
}
