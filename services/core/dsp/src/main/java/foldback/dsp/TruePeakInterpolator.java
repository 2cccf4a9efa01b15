package foldback.dsp;

/**
 * Finds how high a band-limited signal rises at and between its samples.
 *
 * <p>Method: ITU-R BS.1770-5, annex 2: oversampling by a polyphase FIR, to at least 176.4 kHz: 4 times at 44.1 and 48 kHz, twice at
 * 88.2 and 96 kHz, not at all above. Departure: a Kaiser-windowed sinc of 32 taps a phase (beta 7: flat within 0.01 dB to 0.42
 * of the rate) instead of the annex's example of 12, which reads up to 0.5 dB low there.
 */
final class TruePeakInterpolator {
    /** How many frames late a peak is told. */
    static final int LATENCY_FRAMES = 16;

    private static final int TAPS = 2 * LATENCY_FRAMES;
    private static final double KAISER_BETA = 7;

    /** How many frames are looked at together before they are interpolated, or not. */
    private static final int GROUP = 64;

    /** What rounding can add to a bound. */
    private static final double ROUNDING = 1 + 1e-9;

    /** What rounding can add to an inner tap. */
    private static final double TINY_GAIN = 1e-9;

    /** The taps next to the point. */
    private static final int INNER_TAPS = 4;

    private static final int INNER = LATENCY_FRAMES - INNER_TAPS / 2;

    /** One filter for each point between two samples. */
    private final double[][] phases;

    private final double[] window = new double[TAPS - 1 + Processor.TICK_FRAMES];
    private final double[] interpolated = new double[Processor.TICK_FRAMES];

    /** What each phase makes of samples of magnitude 1 at most. */
    private final double[] gains;

    /** The same of all taps but the inner ones. */
    private final double[] outerGains;

    private double groupBefore;
    private double highestSample;

    TruePeakInterpolator(int sampleRateHertz) {
        int factor = sampleRateHertz <= 50_000 ? 4 : sampleRateHertz <= 100_000 ? 2 : 1;
        phases = new double[factor - 1][];
        gains = new double[factor - 1];
        outerGains = new double[factor - 1];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = phase((i + 1) / (double) factor);
            for (int j = 0; j < TAPS; j++) {
                double gain = Math.abs(phases[i][j]) * ROUNDING;
                gains[i] += gain;
                outerGains[i] += j >= INNER && j < INNER + INNER_TAPS ? TINY_GAIN : gain;
            }
        }
    }

    /** @param position of the wanted point between two samples, 0 to 1 */
    private static double[] phase(double position) {
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int j = 0; j < TAPS; j++) {
            double distance = LATENCY_FRAMES - 1 - j + position;
            double edge = distance / LATENCY_FRAMES;
            double sinc = DspMath.sinPi(distance) / (DspMath.PI * distance);
            taps[j] = sinc * bessel(KAISER_BETA * Math.sqrt(1 - edge * edge));
            sum += taps[j];
        }
        for (int j = 0; j < TAPS; j++) {
            taps[j] /= sum;
        }
        return taps;
    }

    /** The modified Bessel function of the first kind and order 0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 40; k++) {
            double half = x / (2 * k);
            term *= half * half;
            sum += term;
        }
        return sum;
    }

    /**
     * The highest magnitude of these samples, and between them, but for the last {@link #LATENCY_FRAMES}, whose turn comes with the next
     * ones.
     *
     * <p>No point can be higher than the highest sample that it is made of times the sum of the magnitudes of the taps; nor higher than
     * what the inner taps make, and the highest sample times the sum of the outer ones. Where that does not reach what was found before,
     * nothing more needs to be calculated, and nothing is lost.
     *
     * @param atLeast what was found before
     */
    double highest(double[] samples, int from, int frames, double atLeast) {
        double found = atLeast;
        for (int at = 0; at < frames; at += GROUP) {
            int now = Math.min(GROUP, frames - at);
            System.arraycopy(samples, from + at, window, TAPS - 1, now);
            double group = highestMagnitude(window, TAPS - 1, now);
            double near = group > groupBefore ? group : groupBefore;
            highestSample = group > highestSample ? group : highestSample;
            found = group > found ? group : found;
            for (int p = 0; p < phases.length; p++) {
                if (near * gains[p] > found) {
                    found = highestOfPhase(phases[p], now, found, near * outerGains[p]);
                }
            }
            System.arraycopy(window, now, window, 0, TAPS - 1);
            groupBefore = now >= TAPS - 1 ? group : highestMagnitude(window, 0, TAPS - 1);
        }
        return found;
    }

    /** @param outer what the outer taps can add at most */
    private double highestOfPhase(double[] phase, int frames, double atLeast, double outer) {
        double[] inner = interpolated;
        addInner(phase, frames);
        double found = atLeast;
        double threshold = found - outer;
        for (int i = 0; i < frames; i++) {
            if (inner[i] > threshold || inner[i] < -threshold) {
                double magnitude = Math.abs(at(phase, i));
                if (magnitude > found) {
                    found = magnitude;
                    threshold = found - outer;
                }
            }
        }
        return found;
    }

    private void addInner(double[] phase, int frames) {
        double[] sum = interpolated;
        double[] in = window;
        double t0 = phase[INNER];
        double t1 = phase[INNER + 1];
        double t2 = phase[INNER + 2];
        double t3 = phase[INNER + 3];
        for (int i = 0; i < frames; i++) {
            int k = i + INNER;
            sum[i] = t0 * in[k] + t1 * in[k + 1] + t2 * in[k + 2] + t3 * in[k + 3];
        }
    }

    private double at(double[] phase, int i) {
        double sum = 0;
        for (int j = 0; j < TAPS; j++) {
            sum += phase[j] * window[i + j];
        }
        return sum;
    }

    /** The highest magnitude of a sample that {@link #highest} has seen. */
    double highestSample() {
        return highestSample;
    }

    /** In four strands, as one comparison does not wait for another then. */
    private static double highestMagnitude(double[] x, int from, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        int end = from + count;
        for (; i < end - 3; i += 4) {
            a = Math.max(a, Math.abs(x[i]));
            b = Math.max(b, Math.abs(x[i + 1]));
            c = Math.max(c, Math.abs(x[i + 2]));
            d = Math.max(d, Math.abs(x[i + 3]));
        }
        for (; i < end; i++) {
            a = Math.max(a, Math.abs(x[i]));
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** The taps of each point between two samples. */
    double[][] phases() {
        return phases;
    }
}
