package foldback.dsp;

/**
 * The highest sample, and the highest point of the signal between samples (true peak), over all channels.
 *
 * <p>Method of the true peak: ITU-R BS.1770-5, annex 2; {@link TruePeakInterpolator} has the filter.
 */
public final class PeakMeter {
    private final TruePeakInterpolator[] interpolators;
    private final double[] silence = new double[2 * TruePeakInterpolator.LATENCY_FRAMES];
    private double highest;
    private double highestSample;

    /** @param channels 1 or 2 */
    public PeakMeter(int sampleRateHertz, int channels) {
        interpolators = new TruePeakInterpolator[channels];
        for (int c = 0; c < channels; c++) {
            interpolators[c] = new TruePeakInterpolator(sampleRateHertz);
        }
    }

    public void add(double[][] block, int from, int frames) {
        for (int c = 0; c < interpolators.length; c++) {
            highest = interpolators[c].highest(block[c], from, frames, highest);
            double samples = interpolators[c].highestSample();
            highestSample = samples > highestSample ? samples : highestSample;
        }
    }

    /** Hears out what the filter still holds. Nothing can be added after it. */
    public void finish() {
        for (TruePeakInterpolator interpolator : interpolators) {
            highest = interpolator.highest(silence, 0, silence.length, highest);
        }
    }

    /** The highest magnitude of a sample, linear. */
    public double samplePeak() {
        return highestSample;
    }

    /** The highest magnitude of the signal, linear: never below {@link #samplePeak}. */
    public double truePeak() {
        return highest;
    }
}
