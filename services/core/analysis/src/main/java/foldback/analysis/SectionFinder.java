package foldback.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a song goes on to another part: where the half seconds before a moment are like each other, and those after it, and the ones unlike
 * the others.
 *
 * <p>Source: J. Foote, Automatic Audio Segmentation Using a Measure of Audio Novelty, ICME 2000: a checkerboard moved along the diagonal of the matrix of distances.
 * What the checkerboard sums up is the energy distance of G. J. Székely and M. L. Rizzo, Energy Statistics, Journal of Statistical Planning and Inference 143(8),
 * 2013: {@code H = (2 E|X-Y| - E|X-X'| - E|Y-Y'|) / 2 E|X-Y|}, 0 of one distribution and 1 of two points; so novelty has a scale, and noise has no borders.
 *
 * <p>A half second is its levels in thirds of an octave, 25 dB deep, and its pitch classes.
 */
final class SectionFinder {
    private static final int REACH = 16; // 8 s
    private static final int SHORTEST_REACH = 8;
    private static final double LOWEST_NOVELTY = 0.24;
    private static final double SAME_PART = 0.2;
    private static final int MOST_COMPARED = 48;
    private static final double SHORTEST_SECONDS = 20;
    private static final double DEPTH_DB = 40;
    private static final double BAND_WEIGHT = 1.0 / 10;
    private static final double PITCH_WEIGHT = 1.5;
    private static final double SNAP_SECONDS = 0.6;
    private static final int MOST_LABELS = 26;

    private final float[][] features;

    private SectionFinder(SongCells cells) {
        features = features(cells);
    }

    /**
     * Finds the parts.
     *
     * @param beats where borders may be, in seconds, as parts begin on beats; may be empty
     * @param momentary for the loudness of the parts
     */
    static Answer<List<Section>> find(SongCells cells, List<Double> beats, double seconds, Curve momentary) {
        if (seconds < SHORTEST_SECONDS) {
            return Answer.notEnough("It is shorter than 20 s.");
        }
        if (seconds > Limits.MOST_RHYTHM_SECONDS) {
            return Answer.notEnough("It is longer than 4 hours.");
        }
        SectionFinder finder = new SectionFinder(cells);
        if (finder.features.length < 2 * SHORTEST_REACH) {
            return Answer.notEnough("It is shorter than 20 s.");
        }
        return Answer.known(finder.sections(beats, seconds, momentary));
    }

    private static float[][] features(SongCells cells) {
        int count = cells.cells().size();
        float[][] out = new float[count][];
        double loudest = 1e-12;
        for (float[] cell : cells.cells()) {
            for (int b = 0; b < cells.bands(); b++) {
                loudest = Math.max(loudest, cell[b]);
            }
        }
        double floor = Decibels.ofPower(loudest) - DEPTH_DB;
        for (int i = 0; i < count; i++) {
            float[] cell = cells.cells().get(i);
            float[] row = new float[cell.length];
            for (int b = 0; b < cells.bands(); b++) {
                row[b] = (float) (BAND_WEIGHT
                        * Math.max(0, Decibels.ofPower(cell[b] + 1e-20) - floor)
                        / Math.sqrt(cells.bands() / 10.0));
            }
            double sum = 1e-12;
            for (int c = 0; c < SongCells.PITCH_CLASSES; c++) {
                sum += Math.sqrt(cell[cells.bands() + c]);
            }
            for (int c = 0; c < SongCells.PITCH_CLASSES; c++) {
                row[cells.bands() + c] = (float) (PITCH_WEIGHT * Math.sqrt(cell[cells.bands() + c]) / sum);
            }
            out[i] = row;
        }
        return out;
    }

    private List<Section> sections(List<Double> beats, double seconds, Curve momentary) {
        int n = features.length;
        double[] novelty = new double[n];
        for (int t = SHORTEST_REACH; t <= n - SHORTEST_REACH; t++) {
            int reach = Math.min(REACH, Math.min(t, n - t));
            novelty[t] = distance(range(t - reach, t), range(t, t + reach));
        }
        List<Integer> borders = new ArrayList<>();
        borders.add(0);
        for (int t = SHORTEST_REACH; t <= n - SHORTEST_REACH; t++) {
            if (novelty[t] >= LOWEST_NOVELTY && isHighest(novelty, t)) {
                borders.add(t);
            }
        }
        borders.add(n);
        return labelled(borders, beats, seconds, momentary, novelty);
    }

    private static boolean isHighest(double[] x, int at) {
        for (int i = Math.max(0, at - SHORTEST_REACH); i <= Math.min(x.length - 1, at + SHORTEST_REACH); i++) {
            if (x[i] > x[at] || (x[i] == x[at] && i < at)) {
                return false;
            }
        }
        return true;
    }

    private List<Section> labelled(
            List<Integer> borders, List<Double> beats, double seconds, Curve momentary, double[] novelty) {
        List<Section> sections = new ArrayList<>();
        List<int[]> kinds = new ArrayList<>();
        double start = 0;
        for (int i = 0; i + 1 < borders.size(); i++) {
            boolean last = i + 2 == borders.size();
            double end = last ? seconds : onBeat(borders.get(i + 1) * SongCells.SECONDS, beats);
            int[] cells = range(borders.get(i), borders.get(i + 1));
            int kind = kind(cells, kinds);
            sections.add(new Section(
                    start, end, label(kind), loudness(momentary, start, end), i == 0 ? 0 : novelty[borders.get(i)]));
            start = end;
        }
        return sections;
    }

    /** The first part that sounds alike, or a new kind. */
    private int kind(int[] cells, List<int[]> kinds) {
        int nearest = -1;
        double least = SAME_PART;
        for (int k = 0; k < kinds.size(); k++) {
            double distance = distance(kinds.get(k), cells);
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        if (nearest >= 0) {
            return nearest;
        }
        kinds.add(cells);
        return kinds.size() - 1;
    }

    private static String label(int kind) {
        char letter = (char) ('A' + kind % MOST_LABELS);
        return kind < MOST_LABELS ? String.valueOf(letter) : letter + Integer.toString(kind / MOST_LABELS);
    }

    private static double onBeat(double seconds, List<Double> beats) {
        double nearest = seconds;
        double least = SNAP_SECONDS;
        for (double beat : beats) {
            if (Math.abs(beat - seconds) < least) {
                least = Math.abs(beat - seconds);
                nearest = beat;
            }
        }
        return nearest;
    }

    private static @Nullable Double loudness(Curve momentary, double start, double end) {
        double sum = 0;
        int count = 0;
        for (int i = (int) (start / momentary.stepSeconds());
                i < Math.min(momentary.values().size(), end / momentary.stepSeconds());
                i++) {
            Double lufs = momentary.values().get(i);
            sum += lufs == null ? 0 : Decibels.toPower(lufs);
            count++;
        }
        return count == 0 || sum == 0 ? null : (Double) Decibels.ofPower(sum / count);
    }

    /** Cells from one to before another; of many, some in equal distances. */
    private static int[] range(int from, int to) {
        int count = Math.min(MOST_COMPARED, to - from);
        int[] cells = new int[count];
        for (int i = 0; i < count; i++) {
            cells[i] = from + (int) ((long) i * (to - from) / count);
        }
        return cells;
    }

    /** The energy distance of two groups of cells, 0 to 1. */
    private double distance(int[] one, int[] other) {
        double across = mean(one, other);
        return across == 0 ? 0 : Math.max(0, (2 * across - mean(one, one) - mean(other, other)) / (2 * across));
    }

    /** The mean distance of cells of one group from those of the other; within one group, of different ones. */
    private double mean(int[] one, int[] other) {
        double sum = 0;
        int count = 0;
        for (int i : one) {
            for (int j : other) {
                if (i != j) {
                    sum += distance(features[i], features[j]);
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double off = one[i] - other[i];
            sum += off * off;
        }
        return Math.sqrt(sum);
    }
}
