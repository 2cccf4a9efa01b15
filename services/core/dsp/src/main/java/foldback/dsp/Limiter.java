package foldback.dsp;

import java.util.Arrays;

/**
 * A look-ahead limiter that keeps the signal between the samples under its ceiling, too.
 *
 * <p>Equations: with the true peak {@code p[n]} of all channels at and after frame n, the gain needed is {@code q[n] = min(1,
 * ceiling / p[n])}; {@code m} is the smallest q within the look-ahead; {@code e[n] = m[n]} where that is smaller, else {@code e[n-1] + (1 -
 * k)(m[n] - e[n-1])} with {@code k = e^(-1 / (rate * release))}; the gain is e smoothed by two moving averages in a row, whose lengths
 * together are the look-ahead. An average of values that are all small enough is small enough.
 *
 * <p>Source: true peak as ITU-R BS.1770-5, annex 2; minimum and averages as Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd
 * edition, 2011, section 4.2.2, with the box filters of Signalsmith Audio, Designing a straightforward limiter, 2022.
 *
 * <p>Range: as in the registry. While nothing rises above the ceiling and drive is 0 dB, the output is the input, later.
 * Departure: the look-ahead is one of frames (2.7 ms at 44.1 and 48 kHz, and as long or a little shorter above), not a parameter.
 */
public final class Limiter extends TickedProcessor {
    /** Parameters, in the order of the registry. */
    static final int DRIVE = 0;

    static final int CEILING = 1;
    static final int RELEASE = 2;

    /** Aims this much lower than told: what the changing gain itself can add between samples. */
    private static final double AIM_DECIBELS = -0.01;

    /** A gain this near to 1 has recovered. */
    private static final double RECOVERED = 1 - 1e-6;

    private int sampleRateHertz;
    private int latencyFrames;
    private double drive = 1;
    private double ceiling = 1;
    private double aim = 1;
    private double releaseKeep;

    private final double[] peaks = new double[TICK_FRAMES];
    private TruePeakInterpolator[] interpolators = new TruePeakInterpolator[0];
    private DelayLine[] delays = new DelayLine[0];
    private SlidingMinimum minimum = new SlidingMinimum(1);
    private MovingAverage first = new MovingAverage(1);
    private MovingAverage second = new MovingAverage(1);
    private double envelope = 1;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        int average = sampleRateHertz <= 50_000 ? 64 : sampleRateHertz <= 100_000 ? 128 : 256;
        int lookAhead = 2 * average - 1;
        minimum = new SlidingMinimum(lookAhead + 1);
        first = new MovingAverage(average);
        second = new MovingAverage(average);
        latencyFrames = TruePeakInterpolator.LATENCY_FRAMES + lookAhead - 1;
        interpolators = new TruePeakInterpolator[channels];
        delays = new DelayLine[channels];
        for (int c = 0; c < channels; c++) {
            interpolators[c] = new TruePeakInterpolator(sampleRateHertz);
            delays[c] = new DelayLine(latencyFrames);
        }
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        drive = DspMath.decibelsToLinear(parameters[DRIVE]);
        ceiling = DspMath.decibelsToLinear(parameters[CEILING]);
        aim = DspMath.decibelsToLinear(parameters[CEILING] + AIM_DECIBELS);
        releaseKeep = DspMath.exp(-1000 / (parameters[RELEASE] * sampleRateHertz));
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    public double reductionDecibels() {
        return envelope == 1 ? 0 : -DspMath.linearToDecibels(envelope);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        Arrays.fill(peaks, 0, frames, 0);
        for (int c = 0; c < channels.length; c++) {
            double[] samples = channels[c];
            for (int i = from; i < from + frames; i++) {
                samples[i] *= drive;
            }
            interpolators[c].raise(samples, from, frames, peaks);
        }
        for (int i = 0; i < frames; i++) {
            double gain = nextGain(peaks[i]);
            for (int c = 0; c < channels.length; c++) {
                DelayLine delay = delays[c];
                double limited = delay.oldest() * gain;
                delay.push(channels[c][from + i]);
                channels[c][from + i] = limited > ceiling ? ceiling : limited < -ceiling ? -ceiling : limited;
            }
        }
    }

    private double nextGain(double peak) {
        double smallest = minimum.push(peak > aim ? aim / peak : 1);
        double recovering = smallest - releaseKeep * (smallest - envelope);
        double next = smallest < envelope ? smallest : recovering;
        envelope = smallest == 1 && next > RECOVERED ? 1 : next;
        return second.push(first.push(envelope));
    }

    /** Nothing: no state here falls towards zero. */
    @Override
    void endTick() {}

    @Override
    void exchangeHeard(ProcessorState state) {
        for (TruePeakInterpolator interpolator : interpolators) {
            interpolator.exchange(state);
        }
        for (DelayLine delay : delays) {
            delay.exchange(state);
        }
        minimum.exchange(state);
        first.exchange(state);
        second.exchange(state);
        envelope = state.number(envelope);
    }

    @Override
    void forget() {
        for (TruePeakInterpolator interpolator : interpolators) {
            interpolator.forget();
        }
        for (DelayLine delay : delays) {
            delay.forget();
        }
        minimum.forget();
        first.forget();
        second.forget();
        envelope = 1;
    }

    @Override
    public int latencyFrames() {
        return latencyFrames;
    }
}
