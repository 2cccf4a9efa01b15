package foldback.dsp;

/**
 * The two filters of ITU-R BS.1770-5, annex 1, for all channels at once, and the mean square of what comes out.
 *
 * <p>The recommendation gives coefficients at 48 kHz only. For other rates they come from the analogue prototype that has those
 * coefficients at 48 kHz, as in libebur128 (Jan Kokemüller, 2011) and Brecht De Man, Evaluation of Implementations of the EBU R128
 * Loudness Measurement, AES 145th Convention, 2018.
 */
final class KWeighting {
    private static final double SHELF_HERTZ = 1681.974450955533;
    private static final double SHELF_DECIBELS = 3.999843853973347;
    private static final double SHELF_Q = 0.7071752369554196;
    private static final double SHELF_MIDDLE = 0.4996667741545416;
    private static final double HIGH_PASS_HERTZ = 38.13547087602444;
    private static final double HIGH_PASS_Q = 0.5003270373238773;
    private static final int STATES = 5;

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private final double c1;
    private final double c2;

    /** For each channel: the shelf's two, the high-pass's two, the sum of squares. */
    private final double[] left = new double[STATES];

    private final double[] right = new double[STATES];

    KWeighting(int sampleRateHertz) {
        double k = DspMath.tanPi(SHELF_HERTZ / sampleRateHertz);
        double high = DspMath.decibelsToLinear(SHELF_DECIBELS);
        double middle = DspMath.decibelsToLinear(SHELF_DECIBELS * SHELF_MIDDLE);
        double a0 = 1 + k / SHELF_Q + k * k;
        b0 = (high + middle * k / SHELF_Q + k * k) / a0;
        b1 = 2 * (k * k - high) / a0;
        b2 = (high - middle * k / SHELF_Q + k * k) / a0;
        a1 = 2 * (k * k - 1) / a0;
        a2 = (1 - k / SHELF_Q + k * k) / a0;
        double h = DspMath.tanPi(HIGH_PASS_HERTZ / sampleRateHertz);
        // The recommendation's numerator is 1, -2, 1 whatever the denominator.
        double c0 = 1 + h / HIGH_PASS_Q + h * h;
        c1 = 2 * (h * h - 1) / c0;
        c2 = (1 - h / HIGH_PASS_Q + h * h) / c0;
    }

    void addMono(double[] x, int from, int frames) {
        double s1 = left[0];
        double s2 = left[1];
        double h1 = left[2];
        double h2 = left[3];
        double sum = left[4];
        for (int i = from; i < from + frames; i++) {
            double in = x[i];
            double shelved = b0 * in + s1;
            s1 = (b1 * in + s2) - a1 * shelved;
            s2 = b2 * in - a2 * shelved;
            double out = shelved + h1;
            h1 = (h2 - 2 * shelved) - c1 * out;
            h2 = shelved - c2 * out;
            sum += out * out;
        }
        keep(left, s1, s2, h1, h2, sum);
    }

    /** Both channels in one loop: their recurrences are independent, so the processor overlaps them. */
    void addStereo(double[] x, double[] y, int from, int frames) {
        double b0 = this.b0;
        double b1 = this.b1;
        double b2 = this.b2;
        double a1 = this.a1;
        double a2 = this.a2;
        double c1 = this.c1;
        double c2 = this.c2;
        double s1 = left[0];
        double s2 = left[1];
        double h1 = left[2];
        double h2 = left[3];
        double sum = left[4];
        double t1 = right[0];
        double t2 = right[1];
        double g1 = right[2];
        double g2 = right[3];
        double other = right[4];
        for (int i = from; i < from + frames; i++) {
            double in = x[i];
            double into = y[i];
            double shelved = b0 * in + s1;
            double lifted = b0 * into + t1;
            s1 = (b1 * in + s2) - a1 * shelved;
            t1 = (b1 * into + t2) - a1 * lifted;
            s2 = b2 * in - a2 * shelved;
            t2 = b2 * into - a2 * lifted;
            double out = shelved + h1;
            double outOf = lifted + g1;
            h1 = (h2 - 2 * shelved) - c1 * out;
            g1 = (g2 - 2 * lifted) - c1 * outOf;
            h2 = shelved - c2 * out;
            g2 = lifted - c2 * outOf;
            sum += out * out;
            other += outOf * outOf;
        }
        keep(left, s1, s2, h1, h2, sum);
        keep(right, t1, t2, g1, g2, other);
    }

    private static void keep(double[] states, double s1, double s2, double h1, double h2, double sum) {
        states[0] = s1;
        states[1] = s2;
        states[2] = h1;
        states[3] = h2;
        states[4] = sum;
    }

    /** The sum of squares of all channels since it was taken last. */
    double takeSum() {
        double taken = left[4] + right[4];
        endSum(left);
        endSum(right);
        return taken;
    }

    private static void endSum(double[] states) {
        for (int i = 0; i < STATES - 1; i++) {
            states[i] = DspMath.flushed(states[i]);
        }
        states[STATES - 1] = 0;
    }
}
