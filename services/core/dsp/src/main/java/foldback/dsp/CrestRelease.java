package foldback.dsp;

/**
 * A release time that follows the material: short after lone peaks, long for what sounds steadily.
 *
 * <p>Equations: {@code m[n] = a m[n-1] + (1 - a) x^2} and {@code p[n] = max(x^2, a p[n-1] + (1 - a) x^2)} over 200 ms; the release
 * is {@code 2 release m / p}, once a tick. A sine, whose crest factor p / m is 2, has the release that is asked for.
 *
 * <p>Source: Giannoulis, Massberg, Reiss, Parameter Automation in a Dynamic Range Compressor, JAES 61(10), 2013, section 2.2.
 * Departures: no less than 1 ms and no more than asked for; the attack is left alone.
 */
final class CrestRelease {
    private static final double AVERAGE_MILLISECONDS = 200;
    private static final double SHORTEST_MILLISECONDS = 1;
    private static final double CREST_OF_SINE = 2;

    private int sampleRateHertz;
    private double keep;
    private double mean;
    private double peak;

    void prepare(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        keep = GainComputer.keep(AVERAGE_MILLISECONDS, sampleRateHertz);
    }

    void listen(double[] left, double[] right, int from, int frames) {
        double m = mean;
        double p = peak;
        for (int i = from; i < from + frames; i++) {
            double l = left[i] * left[i];
            double r = right[i] * right[i];
            double louder = l < r ? r : l;
            double power = louder > GainComputer.LOUDEST ? GainComputer.LOUDEST : louder;
            double taken = (1 - keep) * power;
            m = keep * m + taken;
            p = keep * p + taken;
            p = p < power ? power : p;
        }
        mean = m;
        peak = p;
    }

    /** The share of a reduction that is kept for a frame in the next tick. */
    double releaseKeep(double askedMilliseconds) {
        double share = peak > DspMath.TINY ? CREST_OF_SINE * mean / peak : 1;
        double milliseconds = askedMilliseconds * (share > 1 ? 1 : share);
        return GainComputer.keep(
                milliseconds < SHORTEST_MILLISECONDS ? SHORTEST_MILLISECONDS : milliseconds, sampleRateHertz);
    }

    void flush() {
        mean = DspMath.flushed(mean);
        peak = DspMath.flushed(peak);
    }

    void exchange(ProcessorState state) {
        mean = state.number(mean);
        peak = state.number(peak);
    }

    void forget() {
        mean = 0;
        peak = 0;
    }
}
