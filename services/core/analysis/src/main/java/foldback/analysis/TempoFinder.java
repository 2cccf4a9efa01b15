package foldback.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the tempo: the autocorrelation of the onsets is read at a beat's distance and at two, four and eight of it, which have to be there too (a comb, as
 * in E. D. Scheirer, Tempo and Beat Analysis of Acoustic Musical Signals, JASA 103(1), 1998; bars and phrases are doubled beats), and weighed by how likely people tap that fast: a bell
 * over the logarithm around 120 BPM (D. P. W. Ellis, Beat Tracking by Dynamic Programming, Journal of New Music Research 36(1), 2007). The
 * distance is then read again from its highest multiples, to a few hundredths of a percent.
 */
final class TempoFinder {
    private static final double SLOWEST_BPM = 40;
    private static final double FASTEST_BPM = 240;
    private static final double STEP = 1.004;
    private static final double LIKELIEST_BPM = 120;
    private static final double BELL_OCTAVES = 0.9;
    private static final int MOST_PERIODS = 8;

    private static final int MOST_LAG = 1200;
    private static final double LOWEST_CONFIDENCE = 0.06;
    private static final double SAME = 0.04;
    private static final int ALTERNATIVES = 4;
    private static final double LOWEST_ALTERNATIVE = 0.3;

    /** @param periodSteps a beat in hundredths of a second */
    record Found(double periodSteps, double confidence, List<Rhythm.Alternative> alternatives) {
        double beatsPerMinute() {
            return bpm(periodSteps);
        }
    }

    private record Candidate(double bpm, double score, double comb) {}

    private final double[] correlation;
    private final int most;

    private TempoFinder(float[] onsets) {
        most = Math.min(MOST_LAG, onsets.length / 2);
        correlation = correlation(onsets, most);
    }

    /** @param onsets a hundred times a second */
    static Answer<Found> find(float[] onsets) {
        TempoFinder finder = new TempoFinder(onsets);
        return finder.correlation[0] == 0 ? Answer.notEnough("Nothing in it begins.") : finder.find();
    }

    /** By lag, that at 0 is 1 (or 0 where nothing begins); around its own mean over all lags, so that noise has none. */
    private static double[] correlation(float[] x, int most) {
        double mean = 0;
        for (float each : x) {
            mean += each;
        }
        mean /= Math.max(1, x.length);
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (x[i] - mean);
        }
        double[] out = new double[most + 1];
        for (int lag = 0; lag <= most; lag++) {
            double sum = 0;
            for (int i = lag; i < y.length; i++) {
                sum += (double) y[i] * y[i - lag];
            }
            out[lag] = sum / Math.max(1, y.length - lag);
        }
        double first = out[0];
        for (int lag = 0; lag <= most; lag++) {
            out[lag] = first <= 0 ? 0 : out[lag] / first;
        }
        return out;
    }

    private Answer<Found> find() {
        List<Candidate> candidates = candidates();
        if (candidates.isEmpty()) {
            return Answer.notEnough("No tempo stands out.");
        }
        Candidate best = candidates.getFirst();
        if (best.comb() < LOWEST_CONFIDENCE) {
            return Answer.notEnough("No tempo stands out.");
        }
        double period = refined(steps(best.bpm()));
        List<Rhythm.Alternative> others = new ArrayList<>();
        for (Candidate each : candidates.subList(1, candidates.size())) {
            if (others.size() < ALTERNATIVES && each.score() >= LOWEST_ALTERNATIVE * best.score()) {
                double bpm = bpm(refined(steps(each.bpm())));
                others.add(new Rhythm.Alternative(bpm, relation(bpm / bpm(period)), each.score() / best.score()));
            }
        }
        return Answer.known(new Found(period, Math.clamp(best.comb() * 2, 0, 1), others));
    }

    /** The peaks of the score, the highest first. */
    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (double bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= STEP) {
            double comb = bars(steps(bpm));
            double octaves = Math.log(bpm / LIKELIEST_BPM) / Math.log(2) / BELL_OCTAVES;
            all.add(new Candidate(bpm, comb * Math.exp(-octaves * octaves / 2), comb));
        }
        List<Candidate> peaks = new ArrayList<>();
        for (int i = 1; i < all.size() - 1; i++) {
            double score = all.get(i).score();
            if (score > 0
                    && score > all.get(i - 1).score()
                    && score >= all.get(i + 1).score()) {
                peaks.add(all.get(i));
            }
        }
        peaks.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return peaks;
    }

    /** The mean of the correlation at one, two, four and eight periods. */
    private double bars(double period) {
        double sum = 0;
        int count = 0;
        for (int k = 1; k <= MOST_PERIODS && k * period < most - 1; k *= 2) {
            sum += at(k * period);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** The mean of the correlation at the multiples of a period. */
    private double comb(double period, int first, int last) {
        double sum = 0;
        int count = 0;
        for (int k = first; k <= last && k * period < most - 1; k++) {
            sum += at(k * period);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** The correlation between two lags. */
    private double at(double lag) {
        int below = (int) lag;
        double part = lag - below;
        return correlation[below] * (1 - part) + correlation[below + 1] * part;
    }

    /** In steps that become smaller as more multiples are read: an error of half a step in the last one is nothing in the first. */
    private double refined(double period) {
        double best = period;
        for (int multiples = 4; multiples <= 32; multiples *= 2) {
            int last = (int) Math.min(multiples, (most - 2) / best);
            double width = 1.5 / last;
            double centre = best;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = -20; i <= 20; i++) {
                double tried = centre + width * i / 20;
                double score = comb(tried, 1, last);
                if (score > highest) {
                    highest = score;
                    best = tried;
                }
            }
        }
        return best;
    }

    private static double steps(double bpm) {
        return 60.0 * OnsetMeter.PER_SECOND / bpm;
    }

    private static double bpm(double steps) {
        return 60.0 * OnsetMeter.PER_SECOND / steps;
    }

    private static String relation(double ratio) {
        record Named(double ratio, String name) {}
        List<Named> names = List.of(
                new Named(0.5, "half"),
                new Named(2, "double"),
                new Named(1 / 3.0, "third"),
                new Named(3, "triple"),
                new Named(2 / 3.0, "two-thirds"),
                new Named(1.5, "three-halves"));
        return names.stream()
                .filter(n -> Math.abs(ratio / n.ratio() - 1) < SAME)
                .map(Named::name)
                .findFirst()
                .orElse("other");
    }
}
