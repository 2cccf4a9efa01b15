package foldback.dsp;

import java.util.Arrays;

/**
 * The highest sample, and the highest point of the signal between samples (true peak), over all channels.
 *
 * <p>Method of the true peak: ITU-R BS.1770-5, annex 2; {@link TruePeakInterpolator} has the filter.
 */
public final class PeakMeter {
    private final TruePeakInterpolator[] interpolators;
    private final double[] peaks = new double[Processor.TICK_FRAMES];
    private final double[][] silence = {new double[Processor.TICK_FRAMES]};
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
            double[] samples = block[c];
            for (int i = from; i < from + frames; i++) {
                double magnitude = Math.abs(samples[i]);
                highestSample = magnitude > highestSample ? magnitude : highestSample;
            }
            raise(interpolators[c], samples, from, frames);
        }
    }

    /** Hears out what the filter still holds. Nothing can be added after it. */
    public void finish() {
        for (TruePeakInterpolator interpolator : interpolators) {
            raise(interpolator, silence[0], 0, 2 * TruePeakInterpolator.LATENCY_FRAMES);
        }
    }

    private void raise(TruePeakInterpolator interpolator, double[] samples, int from, int frames) {
        for (int at = 0; at < frames; at += peaks.length) {
            int now = Math.min(peaks.length, frames - at);
            Arrays.fill(peaks, 0, now, 0);
            interpolator.raise(samples, from + at, now, peaks);
            for (int i = 0; i < now; i++) {
                highest = peaks[i] > highest ? peaks[i] : highest;
            }
        }
    }

    /** The highest magnitude of a sample, linear. */
    public double samplePeak() {
        return highestSample;
    }

    /** The highest magnitude of the signal, linear: never below {@link #samplePeak}. */
    public double truePeak() {
        return highest > highestSample ? highest : highestSample;
    }
}
