package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.FrameProcessor;
import java.util.Arrays;

/**
 * A look-ahead limiter that keeps the signal between the samples under its ceiling, too.
 *
 * <p>Equations: with the true peak {@code p[n]} of all channels around frame n ({@link PeakDetector}), the gain needed is {@code q[n] =
 * min(1, c[n] / p[n])}, c the ceiling that belongs to the frame, less a hair; {@code m} is the smallest q within the look-ahead; {@code e[n] =
 * m[n]} where that is smaller, else {@code e[n-1] + (1 - k)(m[n] - e[n-1])} with {@code k = e^(-1 / (rate * release))}; the gain is e
 * smoothed by two moving averages in a row, whose lengths together are the look-ahead. An average of values that are all small enough is
 * small enough. Automatic release is that of {@link CrestRelease}: short after lone peaks, up to what is set for what sounds steadily.
 *
 * <p>Source: true peak as ITU-R BS.1770-5, annex 2; minimum and averages as Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd
 * edition, 2011, section 4.2.2, with the box filters of Signalsmith Audio, Designing a straightforward limiter, 2022.
 *
 * <p>Range: as in the registry. While nothing rises above the ceiling and drive is 0 dB, the output is the input, later. Drive and
 * ceiling move in straight lines over a tick; a ceiling that moves is delayed with the signal. The look-ahead is the latency, but for
 * the {@value PeakDetector#LATENCY_FRAMES} frames of the detector. True peaks stay within 0.05 dB above the ceiling; but of what lies above
 * 0.48 of the rate (in white noise: by up to 1 dB).
 */
public final class Limiter extends TickedProcessor implements FrameProcessor, Reducing {
    /** Parameters, in the order of the registry. */
    static final int DRIVE = 0;

    static final int CEILING = 1;
    static final int RELEASE = 2;
    static final int AUTO_RELEASE = 3;
    static final int LOOK_AHEAD = 4;

    private static final double LONGEST_LOOK_AHEAD_MILLISECONDS = 10;

    /**
     * Aims this much lower than told (0.12 dB): what the detector does not see, what the changing gain adds between samples, and what the meters of
     * others, whose filters are shorter, read too much.
     */
    private static final double AIM = 0.986279;

    /** A gain this near to 1 has recovered. */
    private static final double RECOVERED = 1 - 1e-6;

    private final TickRamp drive = new TickRamp();
    private final TickRamp ceiling = new TickRamp();
    private final CrestRelease crest = new CrestRelease();
    private final double[] peaks = new double[TICK_FRAMES];
    private final double[] limits = new double[TICK_FRAMES];
    private FrameKernels kernels = FrameKernels.PLAIN;
    private PeakDetector[] detectors = new PeakDetector[0];
    private DelayLine[] delays = new DelayLine[0];
    private DelayLine ceilings = new DelayLine(1);
    private SlidingMinimum minimum = new SlidingMinimum(1);
    private MovingAverage first = new MovingAverage(1);
    private MovingAverage second = new MovingAverage(1);

    private int sampleRateHertz;
    private int average;
    private int latencyFrames;
    private double releaseMilliseconds;
    private double releaseKeep;
    private boolean autoRelease;
    private boolean fresh = true;
    private double envelope = 1;

    @Override
    public void use(FrameKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        int longest = averageFrames(LONGEST_LOOK_AHEAD_MILLISECONDS);
        minimum = new SlidingMinimum(2 * longest);
        first = new MovingAverage(longest);
        second = new MovingAverage(longest);
        int longestLatency = latencyFrames(longest);
        detectors = new PeakDetector[channels];
        delays = new DelayLine[channels];
        for (int c = 0; c < channels; c++) {
            detectors[c] = new PeakDetector();
            delays[c] = new DelayLine(longestLatency + 1);
        }
        ceilings = new DelayLine(longestLatency + TICK_FRAMES + 1);
        crest.prepare(sampleRateHertz);
        lookAhead(longest);
        reset();
    }

    private int averageFrames(double milliseconds) {
        return (int) (milliseconds * sampleRateHertz / 2000 + 0.5);
    }

    private static int latencyFrames(int average) {
        return PeakDetector.LATENCY_FRAMES + 2 * average - 2;
    }

    private void lookAhead(int averageFrames) {
        average = averageFrames;
        latencyFrames = latencyFrames(average);
        minimum.over(2 * average);
        first.over(average);
        second.over(average);
    }

    @Override
    public void configure(double[] parameters) {
        drive.target(DspMath.decibelsToLinear(parameters[DRIVE]));
        ceiling.target(DspMath.decibelsToLinear(parameters[CEILING]));
        releaseMilliseconds = parameters[RELEASE];
        releaseKeep = GainComputer.keep(releaseMilliseconds, sampleRateHertz);
        autoRelease = parameters[AUTO_RELEASE] >= 0.5;
        int wanted = averageFrames(parameters[LOOK_AHEAD]);
        if (wanted != average) {
            lookAhead(wanted);
        }
        if (fresh) {
            ceilings.fill(ceiling.from());
            fresh = false;
        }
        automate();
    }

    private void automate() {
        if (autoRelease) {
            releaseKeep = crest.releaseKeep(releaseMilliseconds);
        }
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    @Override
    public double reductionDecibels() {
        return envelope == 1 ? 0 : -DspMath.linearToDecibels(envelope);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        push(channels, from, frames);
        if (autoRelease) {
            crest.listen(channels[0], channels[channels.length - 1], from, frames);
        }
        Arrays.fill(peaks, 0, frames, 0);
        double lowest = lowest(limits, frames);
        for (int c = 0; c < channels.length; c++) {
            detectors[c].raise(channels[c], from, frames, limits, lowest, peaks, kernels);
        }
        for (int i = 0; i < frames; i++) {
            double limit = limits[i];
            peaks[i] = nextGain(peaks[i] > limit ? limit / peaks[i] : 1);
        }
        limit(channels, from, frames);
    }

    /** Drives the signal, and finds what its peaks are told against. */
    private void push(double[][] channels, int from, int frames) {
        int frame = frameOfTick();
        if (!drive.rests(1)) {
            for (double[] samples : channels) {
                for (int i = 0; i < frames; i++) {
                    samples[from + i] *= drive.at(frame + i);
                }
            }
        }
        for (int i = 0; i < frames; i++) {
            limits[i] = AIM * ceilings.pushAndRead(ceiling.at(frame + i), PeakDetector.LATENCY_FRAMES);
        }
    }

    private static double lowest(double[] x, int count) {
        double lowest = x[0];
        for (int i = 1; i < count; i++) {
            lowest = x[i] < lowest ? x[i] : lowest;
        }
        return lowest;
    }

    private double nextGain(double needed) {
        double smallest = minimum.push(needed);
        double recovering = smallest - releaseKeep * (smallest - envelope);
        double next = smallest < envelope ? smallest : recovering;
        envelope = smallest == 1 && next > RECOVERED ? 1 : next;
        return second.push(first.push(envelope));
    }

    private void limit(double[][] channels, int from, int frames) {
        for (int c = 0; c < channels.length; c++) {
            DelayLine delay = delays[c];
            double[] samples = channels[c];
            for (int i = 0; i < frames; i++) {
                double limited = delay.pushAndRead(samples[from + i], latencyFrames) * peaks[i];
                double top = ceilings.read(latencyFrames + frames - i);
                samples[from + i] = limited > top ? top : limited < -top ? -top : limited;
            }
        }
    }

    @Override
    void endTick() {
        drive.endTick();
        ceiling.endTick();
        crest.flush();
        automate();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        for (PeakDetector detector : detectors) {
            detector.exchange(state);
        }
        for (DelayLine delay : delays) {
            delay.exchange(state);
        }
        ceilings.exchange(state);
        minimum.exchange(state);
        first.exchange(state);
        second.exchange(state);
        crest.exchange(state);
        envelope = state.number(envelope);
        automate();
    }

    @Override
    void forget() {
        for (PeakDetector detector : detectors) {
            detector.forget();
        }
        for (DelayLine delay : delays) {
            delay.forget();
        }
        drive.reset();
        ceiling.reset();
        ceilings.fill(ceiling.from());
        minimum.forget();
        first.forget();
        second.forget();
        crest.forget();
        envelope = 1;
        fresh = true;
        automate();
    }

    @Override
    public int latencyFrames() {
        return latencyFrames;
    }
}
