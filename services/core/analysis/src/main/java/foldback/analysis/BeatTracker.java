package foldback.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the beats: the row of moments with the most onsets whose distances differ least from the tempo's. {@code C(t) = O(t) + max over d of C(t-d)
 * - 100 (ln(d / period))^2}, for distances d from half to twice the period; from the last good one back.
 *
 * <p>Source: D. P. W. Ellis, Beat Tracking by Dynamic Programming, Journal of New Music Research 36(1), 2007. Onsets are smoothed by a bell of a
 * 32nd of a period before, as there.
 */
final class BeatTracker {
    private static final double TIGHTNESS = 100;
    private static final double BELL_PART = 1.0 / 32;
    private static final double WEAK = 0.15;

    private BeatTracker() {}

    /**
     * The beats, in hundredths of a second.
     *
     * @param onsets with a standard deviation of 1
     * @param period of the tempo, in hundredths of a second
     */
    static List<Integer> beats(float[] onsets, double period) {
        float[] local = smoothed(onsets, period * BELL_PART);
        int n = local.length;
        float[] score = new float[n];
        int[] before = new int[n];
        int nearest = (int) Math.max(1, Math.round(period / 2));
        int farthest = (int) Math.round(period * 2);
        double[] cost = new double[farthest + 1];
        for (int d = nearest; d <= farthest; d++) {
            double off = Math.log(d / period);
            cost[d] = TIGHTNESS * off * off;
        }
        for (int t = 0; t < n; t++) {
            double best = 0;
            int from = -1;
            for (int d = nearest; d <= farthest && d <= t; d++) {
                double tried = score[t - d] - cost[d];
                if (tried > best) {
                    best = tried;
                    from = t - d;
                }
            }
            score[t] = (float) (local[t] + best);
            before[t] = from;
        }
        return trimmed(back(score, before, period), local);
    }

    private static List<Integer> back(float[] score, int[] before, double period) {
        int n = score.length;
        int last = -1;
        for (int t = Math.max(0, n - (int) Math.ceil(period)); t < n; t++) {
            last = last < 0 || score[t] > score[last] ? t : last;
        }
        List<Integer> beats = new ArrayList<>();
        for (int t = last; t >= 0; t = before[t]) {
            beats.add(t);
        }
        Collections.reverse(beats);
        return beats;
    }

    /** Without those at both ends where nothing begins. */
    private static List<Integer> trimmed(List<Integer> beats, float[] local) {
        double squares = 0;
        for (int beat : beats) {
            squares += local[beat] * local[beat];
        }
        double limit = WEAK * Math.sqrt(squares / Math.max(1, beats.size()));
        int from = 0;
        int to = beats.size();
        while (from < to && local[beats.get(from)] < limit) {
            from++;
        }
        while (to > from && local[beats.get(to - 1)] < limit) {
            to--;
        }
        return beats.subList(from, to);
    }

    private static float[] smoothed(float[] x, double width) {
        int reach = (int) Math.ceil(3 * width);
        double[] bell = new double[2 * reach + 1];
        for (int i = -reach; i <= reach; i++) {
            bell[i + reach] = Math.exp(-0.5 * (i / width) * (i / width));
        }
        float[] out = new float[x.length];
        for (int t = 0; t < x.length; t++) {
            double sum = 0;
            for (int i = Math.max(-reach, -t); i <= Math.min(reach, x.length - 1 - t); i++) {
                sum += bell[i + reach] * x[t + i];
            }
            out[t] = (float) sum;
        }
        return out;
    }
}
