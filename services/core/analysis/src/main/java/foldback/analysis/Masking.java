package foldback.analysis;

import java.util.List;

/**
 * Which strips cover which in a mix.
 *
 * @param names of the strips, in the order of {@code lossDb}
 * @param lossDb of each strip (row) by each other (column): by how much quieter it seems than it would alone, in dB, mean over where it plays
 * @param hits where it is worst, the worst first
 */
public record Masking(double seconds, List<String> names, List<List<Double>> lossDb, List<Hit> hits) {
    public Masking {
        names = List.copyOf(names);
        lossDb = List.copyOf(lossDb);
        hits = List.copyOf(hits);
    }

    /**
     * One strip covers another.
     *
     * @param masker its index
     * @param masked its index
     * @param lossDb by how much quieter the masked one seems there than alone
     * @param weight what is lost of its loudness, added up: hits are ranked by it, 1 is the worst
     */
    public record Hit(
            int masker,
            int masked,
            double lowHertz,
            double highHertz,
            double startSeconds,
            double endSeconds,
            double lossDb,
            double weight) {
        /** The middle of the band by the logarithm. */
        public double middleHertz() {
            return Math.sqrt(lowHertz * highHertz);
        }
    }
}
