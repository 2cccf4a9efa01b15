package foldback.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds which beats begin a bar: there harmony changes and low notes begin, more than on other beats. After M. Goto, An Audio-based Real-time Beat
 * Tracking System for Music With or Without Drum-sounds, Journal of New Music Research 30(2), 2001, which has both cues; bars of three and of
 * four beats are tried at each place, over the whole piece.
 */
final class DownbeatFinder {
    private static final int FEWEST_BARS = 6;
    private static final double HARMONY_WEIGHT = 1.0;
    private static final double LOW_WEIGHT = 0.7;
    private static final int[] BEATS_PER_BAR = {4, 3};

    /** What a bar of three has to be better by: most music has four. */
    private static final double THREE_FACTOR = 1.3;

    private static final double LOWEST_CONTRAST = 0.35;
    private static final double CERTAIN_CONTRAST = 1.5;

    private DownbeatFinder() {}

    /**
     * Finds them.
     *
     * @param beats in hundredths of a second
     */
    static Answer<Rhythm.Downbeats> find(List<Integer> beats, float[] lowFlux, List<float[]> harmony) {
        if (beats.size() < FEWEST_BARS * BEATS_PER_BAR[0]) {
            return Answer.notEnough("There are not enough beats to tell bars.");
        }
        double[] change = standardised(changes(beats, harmony));
        double[] low = standardised(lows(beats, lowFlux));
        double[] accent = new double[beats.size()];
        for (int i = 0; i < accent.length; i++) {
            accent[i] = HARMONY_WEIGHT * change[i] + LOW_WEIGHT * low[i];
        }
        int bar = BEATS_PER_BAR[0];
        int first = 0;
        double best = 0;
        double contrast = 0;
        for (int tried : BEATS_PER_BAR) {
            for (int phase = 0; phase < tried; phase++) {
                double found = contrast(accent, tried, phase);
                double score = tried == BEATS_PER_BAR[0] ? found : found / THREE_FACTOR;
                if (score > best) {
                    best = score;
                    contrast = found;
                    bar = tried;
                    first = phase;
                }
            }
        }
        if (best < LOWEST_CONTRAST) {
            return Answer.notEnough("No beat of a bar stands out.");
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = first; i < beats.size(); i += bar) {
            seconds.add((double) beats.get(i) / OnsetMeter.PER_SECOND);
        }
        return Answer.known(new Rhythm.Downbeats(bar, Math.clamp(contrast / CERTAIN_CONTRAST, 0, 1), seconds));
    }

    /** By how much the beats at a place of the bar are above the others. */
    private static double contrast(double[] accent, int bar, int phase) {
        double on = 0;
        double off = 0;
        int ons = 0;
        for (int i = 0; i < accent.length; i++) {
            if (i % bar == phase) {
                on += accent[i];
                ons++;
            } else {
                off += accent[i];
            }
        }
        return on / ons - off / (accent.length - ons);
    }

    private static double[] lows(List<Integer> beats, float[] lowFlux) {
        double[] out = new double[beats.size()];
        for (int i = 0; i < out.length; i++) {
            for (int t = Math.max(0, beats.get(i) - 4); t <= Math.min(lowFlux.length - 1, beats.get(i) + 4); t++) {
                out[i] = Math.max(out[i], lowFlux[t]);
            }
        }
        return out;
    }

    /** How different the pitch classes from each beat to the next are from those of the beat before. */
    private static double[] changes(List<Integer> beats, List<float[]> harmony) {
        double[][] between = new double[beats.size() + 1][];
        for (int i = 0; i <= beats.size(); i++) {
            int from = i == 0 ? beats.getFirst() - (beats.get(1) - beats.getFirst()) : beats.get(i - 1);
            int to = i == beats.size() ? from + beats.get(1) - beats.getFirst() : beats.get(i);
            between[i] = mean(harmony, from / OnsetMeter.HARMONY_STEP, to / OnsetMeter.HARMONY_STEP);
        }
        double[] out = new double[beats.size()];
        for (int i = 0; i < out.length; i++) {
            double dot = 0;
            for (int c = 0; c < between[i].length; c++) {
                dot += between[i][c] * between[i + 1][c];
            }
            out[i] = 1 - dot;
        }
        return out;
    }

    /** Of unit length, by the roots of the powers; zeros of silence. */
    private static double[] mean(List<float[]> harmony, int from, int to) {
        double[] sum = new double[PitchProfile.PITCH_CLASSES];
        for (int t = Math.max(0, from); t < Math.min(harmony.size(), Math.max(to, from + 1)); t++) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += Math.sqrt(harmony.get(t)[c]);
            }
        }
        double squares = 0;
        for (double each : sum) {
            squares += each * each;
        }
        for (int c = 0; c < sum.length && squares > 0; c++) {
            sum[c] /= Math.sqrt(squares);
        }
        return sum;
    }

    private static double[] standardised(double[] x) {
        double mean = 0;
        for (double each : x) {
            mean += each / x.length;
        }
        double squares = 0;
        for (double each : x) {
            squares += (each - mean) * (each - mean) / x.length;
        }
        double scale = squares < 1e-12 ? 0 : 1 / Math.sqrt(squares);
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (x[i] - mean) * scale;
        }
        return out;
    }
}
