package foldback.analysis;

/**
 * How loud something is in a band while something else sounds, and how much quieter it would have to be to be as loud alone.
 *
 * <p>Source: B. C. J. Moore, B. R. Glasberg, T. Baer, A Model for the Prediction of Thresholds, Loudness, and Partial Loudness, JAES 45(4), 1997, equations 9 (in
 * quiet) and 19, 20 (partial), without the constant C, which falls out here. Z. Ma, J. D. Reiss, D. A. A. Black, Partial Loudness in Multitrack
 * Mixing, AES 53rd Conference, 2014, has the use of it on the tracks of a mix. The threshold in quiet is that of ANSI S3.4-2007, table 5; its exponent and
 * A are taken as straight lines over G between their values at 0 and -25 dB.
 *
 * <p>Departure: K is a straight line over the logarithm of frequency from 13 dB at 50 Hz to -3 dB at 1 kHz, where the paper draws a curve.
 */
final class PartialLoudness {
    private static final double[] THRESHOLD_HERTZ = {50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500};
    private static final double[] THRESHOLD_DB = {28.18, 23.90, 19.20, 15.68, 12.67, 10.09, 8.08, 6.30, 5.30, 4.50, 3.63
    };
    private static final double ALPHA_AT_0 = 0.2;
    private static final double ALPHA_AT_25 = 0.26692;
    private static final double A_AT_0 = 4.72096;
    private static final double A_AT_25 = 8.79200;
    private static final double LOWEST_G_DB = -25;
    private static final double K_LOW_DB = 13;
    private static final double K_HIGH_DB = -3;
    private static final double K_LOW_HERTZ = 50;
    private static final double K_HIGH_HERTZ = 1000;
    private static final double NEAR_THRESHOLD = 0.3;
    private static final double BELOW_THRESHOLD = 1.5;

    /** What is masked more is gone. */
    static final double MOST_LOSS_DB = 40;

    private final double threshold;
    private final double gain;
    private final double alpha;
    private final double a;
    private final double k;
    private final double aToAlpha;
    private final double thresholdTerm;

    PartialLoudness(double hertz) {
        double thresholdDb = thresholdDb(hertz);
        threshold = Decibels.toPower(thresholdDb);
        double gainDb = Math.max(LOWEST_G_DB, THRESHOLD_DB[THRESHOLD_DB.length - 1] - thresholdDb);
        gain = Decibels.toPower(gainDb);
        double part = gainDb / LOWEST_G_DB;
        alpha = ALPHA_AT_0 + part * (ALPHA_AT_25 - ALPHA_AT_0);
        a = A_AT_0 + part * (A_AT_25 - A_AT_0);
        double octaves = Math.log(Math.clamp(hertz, K_LOW_HERTZ, K_HIGH_HERTZ) / K_LOW_HERTZ)
                / Math.log(K_HIGH_HERTZ / K_LOW_HERTZ);
        k = Decibels.toPower(K_LOW_DB + octaves * (K_HIGH_DB - K_LOW_DB));
        aToAlpha = Math.pow(a, alpha);
        thresholdTerm = Math.pow(threshold * gain + a, alpha);
    }

    private static double thresholdDb(double hertz) {
        if (hertz <= THRESHOLD_HERTZ[0]) {
            return THRESHOLD_DB[0];
        }
        for (int i = 1; i < THRESHOLD_HERTZ.length; i++) {
            if (hertz <= THRESHOLD_HERTZ[i]) {
                double part = Math.log(hertz / THRESHOLD_HERTZ[i - 1])
                        / Math.log(THRESHOLD_HERTZ[i] / THRESHOLD_HERTZ[i - 1]);
                return THRESHOLD_DB[i - 1] + part * (THRESHOLD_DB[i] - THRESHOLD_DB[i - 1]);
            }
        }
        return THRESHOLD_DB[THRESHOLD_DB.length - 1];
    }

    /** In units of the threshold's scale: 1 is 0 dB SPL. */
    boolean isHeard(double signal) {
        return signal > threshold;
    }

    /** The loudness of a band in quiet, for what is heard. */
    double inQuiet(double signal) {
        return Math.pow(gain * signal + a, alpha) - aToAlpha;
    }

    /** The term of {@link #partial} that only the masker decides. */
    double maskerTerm(double masker) {
        return Math.pow((masker * (1 + k) + threshold) * gain + a, alpha);
    }

    /** The loudness of a band besides a masker. */
    double partial(double signal, double masker, double maskerTerm) {
        double maskedThreshold = k * masker + threshold;
        double both = Math.pow((signal + masker) * gain + a, alpha);
        if (signal >= maskedThreshold) {
            double lost = (maskerTerm - thresholdTerm) * Math.pow(maskedThreshold / signal, NEAR_THRESHOLD);
            return Math.max(0, both - aToAlpha - lost);
        }
        double alone = Math.pow(masker * gain + a, alpha);
        double below = Math.pow(2 * signal / (signal + maskedThreshold), BELOW_THRESHOLD);
        double atThreshold = (thresholdTerm - aToAlpha) / (maskerTerm - alone);
        return Math.max(0, below * atThreshold * (both - alone));
    }

    /** By how many decibels a signal alone would have to be turned down to have a loudness; 0 to {@link #MOST_LOSS_DB}. */
    double lossDb(double signal, double loudness) {
        double alone = (Math.pow(Math.max(0, loudness) + aToAlpha, 1 / alpha) - a) / gain;
        if (alone <= 0) {
            return MOST_LOSS_DB;
        }
        return Math.clamp(Decibels.ofPower(signal / alone), 0, MOST_LOSS_DB);
    }
}
