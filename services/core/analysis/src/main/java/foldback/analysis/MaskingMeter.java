package foldback.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Hears the strips of a mix side by side, as each goes on in the mix, and says which cover which. For each pair, band and cell the {@link PartialLoudness} of the one
 * besides the other is held against its loudness alone.
 *
 * <p>The strips are looked at on all threads of the common pool; the result does not depend on it.
 */
public final class MaskingMeter {
    /** A mix of more strips has their loudest looked at. */
    public static final int MOST_STRIPS = 64;

    private static final double MASKERS_FROM_DB = -15;
    private static final double PLAYS_FROM_DB = -25;
    private static final double WORTH_DB = 3;
    private static final double BAND_EDGE = 0.5;
    private static final double GAP_SECONDS = 4;
    private static final double SHORTEST_SECONDS = 1;
    private static final int MOST_HITS = 40;
    private static final int MOST_HITS_OF_A_PAIR = 2;

    private final List<String> names;
    private final List<StripExcitation> strips = new ArrayList<>();
    private final int rate;
    private long frames;

    /** @param names of the strips */
    public MaskingMeter(List<String> names, int sampleRateHertz) {
        if (names.size() > MOST_STRIPS) {
            throw new IllegalArgumentException(names.size() + " strips are more than " + MOST_STRIPS);
        }
        this.names = List.copyOf(names);
        rate = sampleRateHertz;
        names.forEach(_ -> strips.add(new StripExcitation(sampleRateHertz)));
    }

    /**
     * Hears the next frames.
     *
     * @param blocks of each strip left and right, full scale at 1, read from index 0
     */
    public void add(double[][][] blocks, int count) {
        IntStream.range(0, strips.size())
                .parallel()
                .forEach(i -> strips.get(i).add(blocks[i][0], blocks[i][1], 0, count));
        frames += count;
    }

    /** What came of it. Nothing can be added after it. */
    public Masking finish() {
        strips.forEach(StripExcitation::finish);
        int count = strips.size();
        List<PartialLoudness> ears = IntStream.range(0, ErbBands.COUNT)
                .mapToObj(b -> new PartialLoudness(ErbBands.middleHertz(b)))
                .toList();
        List<Heard> heard = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> new Heard(strips.get(i).rows(), ears))
                .toList();
        List<Pair> pairs = IntStream.range(0, count * count)
                .parallel()
                .filter(i -> i / count != i % count)
                .mapToObj(i -> new Pair(i / count, i % count, heard, ears))
                .toList();
        double[][] loss = new double[count][count];
        List<Masking.Hit> hits = new ArrayList<>();
        double step = count == 0
                ? StripExcitation.CELL_SECONDS
                : strips.getFirst().rows().stepSeconds();
        double seconds = (double) frames / rate;
        for (Pair pair : pairs) {
            loss[pair.masked][pair.masker] = pair.meanLossDb();
            hits.addAll(pair.hits(step, seconds));
        }
        List<List<Double>> table = Arrays.stream(loss)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        return new Masking(seconds, names, table, ranked(hits));
    }

    private static List<Masking.Hit> ranked(List<Masking.Hit> hits) {
        hits.sort(Comparator.comparingDouble(Masking.Hit::weight).reversed());
        double most = hits.isEmpty() ? 1 : hits.getFirst().weight();
        return hits.stream()
                .limit(MOST_HITS)
                .map(h -> new Masking.Hit(
                        h.masker(),
                        h.masked(),
                        h.lowHertz(),
                        h.highHertz(),
                        h.startSeconds(),
                        h.endSeconds(),
                        h.lossDb(),
                        h.weight() / most))
                .toList();
    }

    /** A strip as the ear has it, by cell and band. */
    private static final class Heard {
        /** 1 is 0 dB SPL. */
        private final double[][] excitation;

        private final double[][] loudness;

        /** Whether it is to be heard there: above the threshold, and not far below its own loudest. */
        private final boolean[][] plays;

        /** What the equations need of it as a masker. */
        private final double[][] maskerTerm;

        Heard(Rows rows, List<PartialLoudness> ears) {
            int cells = rows.size();
            double toSpl = Decibels.toPower(Excitation.FULL_SCALE_SPL);
            excitation = new double[cells][ErbBands.COUNT];
            loudness = new double[cells][ErbBands.COUNT];
            plays = new boolean[cells][ErbBands.COUNT];
            maskerTerm = new double[cells][ErbBands.COUNT];
            double loudest = 0;
            for (int t = 0; t < cells; t++) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    excitation[t][b] = rows.row(t)[b] * toSpl;
                    loudest = Math.max(loudest, excitation[t][b]);
                }
            }
            double least = loudest * Decibels.toPower(PLAYS_FROM_DB);
            for (int t = 0; t < cells; t++) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    PartialLoudness ear = ears.get(b);
                    double e = excitation[t][b];
                    maskerTerm[t][b] = ear.maskerTerm(e);
                    plays[t][b] = ear.isHeard(e) && e >= least;
                    loudness[t][b] = plays[t][b] ? ear.inQuiet(e) : 0;
                }
            }
        }
    }

    /** A strip and another that may cover it. */
    private static final class Pair {
        private final int masked;
        private final int masker;
        private final Heard signal;

        /** By cell and band, in dB; 0 where the signal does not play. */
        private final float[][] lossDb;

        /** The same in loudness. */
        private final float[][] lost;

        Pair(int masked, int masker, List<Heard> heard, List<PartialLoudness> ears) {
            this.masked = masked;
            this.masker = masker;
            signal = heard.get(masked);
            Heard noise = heard.get(masker);
            int cells = signal.excitation.length;
            lossDb = new float[cells][ErbBands.COUNT];
            lost = new float[cells][ErbBands.COUNT];
            double weak = Decibels.toPower(MASKERS_FROM_DB);
            for (int t = 0; t < cells; t++) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    double e = signal.excitation[t][b];
                    double other = noise.excitation[t][b];
                    if (signal.plays[t][b] && other > e * weak) {
                        PartialLoudness ear = ears.get(b);
                        double partial = ear.partial(e, other, noise.maskerTerm[t][b]);
                        lossDb[t][b] = (float) ear.lossDb(e, partial);
                        lost[t][b] = (float) Math.max(0, signal.loudness[t][b] - partial);
                    }
                }
            }
        }

        /** Over where the masked one plays, by its loudness there. */
        double meanLossDb() {
            double sum = 0;
            double weights = 0;
            for (int t = 0; t < lossDb.length; t++) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    sum += lossDb[t][b] * signal.loudness[t][b];
                    weights += signal.loudness[t][b];
                }
            }
            return weights == 0 ? 0 : sum / weights;
        }

        List<Masking.Hit> hits(double step, double seconds) {
            double[] ofBand = new double[ErbBands.COUNT];
            for (float[] row : lost) {
                for (int b = 0; b < ErbBands.COUNT; b++) {
                    ofBand[b] += row[b];
                }
            }
            int worst = 0;
            for (int b = 1; b < ErbBands.COUNT; b++) {
                worst = ofBand[b] > ofBand[worst] ? b : worst;
            }
            if (ofBand[worst] == 0) {
                return List.of();
            }
            int low = worst;
            int high = worst;
            while (low > 0 && ofBand[low - 1] >= BAND_EDGE * ofBand[worst]) {
                low--;
            }
            while (high < ErbBands.COUNT - 1 && ofBand[high + 1] >= BAND_EDGE * ofBand[worst]) {
                high++;
            }
            List<Masking.Hit> hits = new ArrayList<>();
            int from = -1;
            int last = -1;
            for (int t = 0; t <= lossDb.length; t++) {
                boolean end = t == lossDb.length;
                if (from >= 0 && (end || (t - last) * step > GAP_SECONDS)) {
                    hit(low, high, from, last + 1, step, seconds).ifPresent(hits::add);
                    from = -1;
                }
                if (!end && mean(low, high, t, t + 1) >= WORTH_DB) {
                    from = from < 0 ? t : from;
                    last = t;
                }
            }
            hits.sort(Comparator.comparingDouble(Masking.Hit::weight).reversed());
            return hits.subList(0, Math.min(MOST_HITS_OF_A_PAIR, hits.size()));
        }

        private Optional<Masking.Hit> hit(int low, int high, int from, int to, double step, double seconds) {
            double weight = 0;
            for (int t = from; t < to; t++) {
                for (int b = low; b <= high; b++) {
                    weight += lost[t][b] * step;
                }
            }
            double loss = mean(low, high, from, to);
            if ((to - from) * step < SHORTEST_SECONDS || loss < WORTH_DB) {
                return Optional.empty();
            }
            return Optional.of(new Masking.Hit(
                    masker,
                    masked,
                    ErbBands.lowHertz(low),
                    ErbBands.highHertz(high),
                    from * step,
                    Math.min(seconds, to * step),
                    loss,
                    weight));
        }

        /** The mean loss where the masked one plays, by its loudness. */
        private double mean(int low, int high, int from, int to) {
            double sum = 0;
            double weights = 0;
            for (int t = from; t < to; t++) {
                for (int b = low; b <= high; b++) {
                    sum += lossDb[t][b] * signal.loudness[t][b];
                    weights += signal.loudness[t][b];
                }
            }
            return weights == 0 ? 0 : sum / weights;
        }
    }
}
