package foldback.analysis;

import java.util.Arrays;

/**
 * What a spectrum excites in the ear, by ERB: {@code E(c) = sum over f of P(f) (1 + p g) exp(-p g)}, {@code g = |f - c| / c}, {@code p = 4 c / ERB(c)} above
 * c; below it {@code p - 0.35 (p / p(1 kHz)) (X - 51)} with the level X of what is there, in dB SPL, so that loud sounds spread upwards.
 *
 * <p>Source: B. R. Glasberg, B. C. J. Moore, 1990, equations 3 to 5; B. C. J. Moore, B. R. Glasberg, T. Baer, A Model for the Prediction of Thresholds,
 * Loudness, and Partial Loudness, JAES 45(4), 1997. Departures: spectra are summed up in half ERBs first, and levels taken in steps of 5 dB;
 * outer and middle ear are left out, which weigh in a band on masker and masked alike; 0 dBFS is taken as 100 dB SPL, as mixes are
 * heard at some 80.
 */
final class Excitation {
    static final double FULL_SCALE_SPL = 100;

    private static final int PARTS = 2;
    private static final int INPUTS = ErbBands.COUNT * PARTS;
    private static final double LEVEL_STEP_DB = 5;
    private static final int LEVELS = 25;
    private static final double SLOPE_PER_DB = 0.35;
    private static final double REFERENCE_DB = 51;
    private static final double SHALLOWEST = 2;
    private static final double STEEPEST_EXPONENT = 60;

    private final int[] firstBins = new int[INPUTS];
    private final int[] endBins = new int[INPUTS];

    /** What of each input reaches each band, by the level of the input. */
    private final double[][][] weights = new double[LEVELS][INPUTS][ErbBands.COUNT];

    private final double[] inputs = new double[INPUTS];

    Excitation(double binHertz, int bins) {
        double[] middles = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            double number = ErbBands.number(ErbBands.lowHertz(0)) + (double) i / PARTS;
            double low = ErbBands.hertz(number);
            double high = ErbBands.hertz(number + 1.0 / PARTS);
            middles[i] = ErbBands.hertz(number + 0.5 / PARTS);
            firstBins[i] = Math.min(bins, (int) Math.ceil(low / binHertz));
            endBins[i] = Math.min(bins, (int) Math.ceil(high / binHertz));
        }
        for (int level = 0; level < LEVELS; level++) {
            for (int i = 0; i < INPUTS; i++) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    weights[level][i][b] = weight(middles[i], ErbBands.middleHertz(b), level * LEVEL_STEP_DB);
                }
            }
        }
    }

    private static double weight(double hertz, double centre, double level) {
        double sharpness = 4 * centre / ErbBands.widthHertz(centre);
        if (hertz < centre) {
            double atReference = 4000 / ErbBands.widthHertz(1000);
            sharpness =
                    Math.max(SHALLOWEST, sharpness - SLOPE_PER_DB * (sharpness / atReference) * (level - REFERENCE_DB));
        }
        double x = sharpness * Math.abs(hertz - centre) / centre;
        return x > STEEPEST_EXPONENT ? 0 : (1 + x) * Math.exp(-x);
    }

    /**
     * Calculates it.
     *
     * @param power mean squares by bin, full scale 1
     * @param into of each band, in the same unit
     */
    void of(double[] power, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < INPUTS; i++) {
            double sum = 0;
            for (int k = firstBins[i]; k < endBins[i]; k++) {
                sum += power[k];
            }
            inputs[i] = sum;
        }
        for (int i = 0; i < INPUTS; i++) {
            if (inputs[i] > 1e-13) {
                // The level of an ERB is that of the input and its neighbours.
                double near = inputs[i] + (i > 0 ? inputs[i - 1] / 2 : 0) + (i + 1 < INPUTS ? inputs[i + 1] / 2 : 0);
                int level = Math.clamp(
                        Math.round((Decibels.ofPower(near) + FULL_SCALE_SPL) / LEVEL_STEP_DB), 0, LEVELS - 1);
                double[] row = weights[level][i];
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    into[b] += inputs[i] * row[b];
                }
            }
        }
    }
}
