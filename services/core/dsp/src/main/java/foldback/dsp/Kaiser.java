package foldback.dsp;

/**
 * The window of James Kaiser, Nonrecursive Digital Filter Design Using the I0-sinh Window Function, IEEE International Symposium on
 * Circuits and Systems, 1974: of all simple windows the one nearest to the best, and with a formula for its length.
 */
final class Kaiser {
    private static final int SERIES_TERMS = 60;

    private Kaiser() {}

    /** The window's parameter for a stop band this many decibels down, from 50 on. */
    static double beta(double decibels) {
        return 0.1102 * (decibels - 8.7);
    }

    /**
     * How many taps it takes.
     *
     * @param transition the width of the transition band, as a part of the sample rate
     */
    static double taps(double decibels, double transition) {
        return (decibels - 7.95) / (14.36 * transition) + 1;
    }

    /**
     * The window, not yet divided by its highest value, {@code I0(beta)}.
     *
     * @param edge the distance from the middle, 1 at the ends
     */
    static double window(double beta, double edge) {
        double inside = 1 - edge * edge;
        return inside < 0 ? 0 : bessel(beta * Math.sqrt(inside));
    }

    /** The modified Bessel function of the first kind and order 0, by its series. */
    static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < SERIES_TERMS; k++) {
            double half = x / (2 * k);
            term *= half * half;
            sum += term;
        }
        return sum;
    }

    /** {@code sin(pi x) / (pi x)}. */
    static double sinc(double x) {
        return x == 0 ? 1 : DspMath.sinPi(x) / (DspMath.PI * x);
    }
}
