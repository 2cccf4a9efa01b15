package foldback.analysis;

import foldback.audio.Levels;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures {@link Dynamics}, ten times a second. */
final class DynamicsMeter {
    private static final int STEPS_PER_SECOND = 10;
    private static final int SHORT_TERM_STEPS = 30;

    /** What is more than this below the whole is a pause, and its peaks say nothing about the mix. */
    private static final double PAUSE_LU = -10;

    private final LoudnessMeter loudness;
    private final PeakMeter peak;
    private final int rate;
    private final int channels;
    private final int stepFrames;
    private final double[] stepPeaks = new double[SHORT_TERM_STEPS];
    private final Rows momentaries = new Rows(1, Limits.MOST_CURVE_VALUES, 1.0 / STEPS_PER_SECOND, Rows.Keep.HIGHEST);
    private final Rows shortTerms = new Rows(1, Limits.MOST_CURVE_VALUES, 1.0 / STEPS_PER_SECOND, Rows.Keep.HIGHEST);

    /** The lowest PSR of each LU of short-term loudness, and its step: which of them count is known at the end. */
    private final double[] lowestRatio = new double[LOUDNESS_BINS];

    private final long[] lowestRatioStep = new long[LOUDNESS_BINS];
    private static final int LOUDNESS_BINS = 100;
    private static final double LOWEST_LUFS = -70;

    private long steps;
    private int framesIntoStep;
    private double stepPeak;
    private double highestSample;
    private long highestSampleFrame;
    private double squares;
    private long frames;
    private double highestMomentary = LoudnessMeter.SILENCE;
    private long highestMomentaryStep;
    private double highestShortTerm = LoudnessMeter.SILENCE;
    private long highestShortTermStep;

    DynamicsMeter(int sampleRateHertz, int channels) {
        rate = sampleRateHertz;
        this.channels = channels;
        loudness = new LoudnessMeter(sampleRateHertz, channels);
        peak = new PeakMeter(sampleRateHertz, channels);
        stepFrames = sampleRateHertz / STEPS_PER_SECOND;
        Arrays.fill(lowestRatio, Double.POSITIVE_INFINITY);
    }

    void add(double[][] block, int count) {
        peak.add(block, 0, count);
        int at = 0;
        while (at < count) {
            int now = Math.min(count - at, stepFrames - framesIntoStep);
            loudness.add(block, at, now);
            for (int c = 0; c < channels; c++) {
                look(block[c], at, now);
            }
            at += now;
            framesIntoStep += now;
            frames += now;
            if (framesIntoStep == stepFrames) {
                endStep();
            }
        }
    }

    private void look(double[] x, int from, int count) {
        double highest = stepPeak;
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            double level = Math.abs(x[i]);
            sum += level * level;
            highest = Math.max(highest, level);
        }
        squares += sum;
        stepPeak = highest;
        if (highest > highestSample) {
            highestSample = highest;
            for (int i = from; i < from + count; i++) {
                if (Math.abs(x[i]) == highest) {
                    highestSampleFrame = frames + i - from;
                    return;
                }
            }
        }
    }

    private void endStep() {
        framesIntoStep = 0;
        stepPeaks[(int) (steps % SHORT_TERM_STEPS)] = stepPeak;
        stepPeak = 0;
        steps++;
        double momentary = loudness.momentaryLufs();
        double shortTerm = loudness.shortTermLufs();
        momentaries.add(momentary);
        shortTerms.add(shortTerm);
        if (momentary > highestMomentary) {
            highestMomentary = momentary;
            highestMomentaryStep = steps;
        }
        if (shortTerm > highestShortTerm) {
            highestShortTerm = shortTerm;
            highestShortTermStep = steps;
        }
        if (shortTerm > LOWEST_LUFS) {
            keepRatio(shortTerm);
        }
    }

    private void keepRatio(double shortTerm) {
        double highest = 0;
        for (double each : stepPeaks) {
            highest = Math.max(highest, each);
        }
        double ratio = 20 * Math.log10(highest) - shortTerm;
        int bin = Math.clamp((long) (shortTerm - LOWEST_LUFS), 0, LOUDNESS_BINS - 1);
        if (ratio < lowestRatio[bin]) {
            lowestRatio[bin] = ratio;
            lowestRatioStep[bin] = steps;
        }
    }

    /** What came of it. Nothing can be added after it. */
    Dynamics finish() {
        Levels levels = Levels.of(loudness, peak);
        momentaries.finish();
        shortTerms.finish();
        Double rms = frames == 0 ? null : Decibels.ofPowerOrNull(squares / ((double) frames * channels));
        Double samplePeak = levels.samplePeakDbfs();
        int pressed = pressedHardest(levels.integratedLufs());
        return new Dynamics(
                levels.integratedLufs(),
                loudness.rangeLu(),
                orNull(highestMomentary),
                highestMomentary == LoudnessMeter.SILENCE ? null : seconds(highestMomentaryStep),
                orNull(highestShortTerm),
                highestShortTerm == LoudnessMeter.SILENCE ? null : seconds(highestShortTermStep),
                levels.truePeakDbtp(),
                samplePeak,
                samplePeak == null ? null : (Double) ((double) highestSampleFrame / rate),
                rms,
                rms == null || samplePeak == null ? null : (Double) (samplePeak - rms),
                levels.peakToLoudnessLu(),
                pressed < 0 ? null : (Double) lowestRatio[pressed],
                pressed < 0 ? null : seconds(lowestRatioStep[pressed]),
                curve(momentaries),
                curve(shortTerms));
    }

    private int pressedHardest(@Nullable Double integrated) {
        int found = -1;
        if (integrated != null) {
            int first = Math.max(0, (int) Math.ceil(integrated + PAUSE_LU - LOWEST_LUFS));
            for (int bin = first; bin < LOUDNESS_BINS; bin++) {
                if (lowestRatio[bin] < (found < 0 ? Double.POSITIVE_INFINITY : lowestRatio[found])) {
                    found = bin;
                }
            }
        }
        return found;
    }

    private static Double seconds(long steps) {
        return (double) steps / STEPS_PER_SECOND;
    }

    private static @Nullable Double orNull(double lufs) {
        return lufs == LoudnessMeter.SILENCE ? null : (Double) lufs;
    }

    private static Curve curve(Rows rows) {
        List<@Nullable Double> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            values.add(orNull(rows.row(i)[0]));
        }
        return new Curve(rows.stepSeconds(), values);
    }
}
