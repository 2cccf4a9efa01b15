package foldback.analysis;

import java.util.List;

/**
 * What both sides have to do with each other, in all and by octave.
 *
 * @param balance -1 where all power is on the left, 1 on the right
 * @param lowestCorrelation of any second that is not silent
 * @param lowestCorrelationSeconds where that is
 * @param correlation of each step
 */
public record StereoField(
        OfBand all,
        double balance,
        double lowestCorrelation,
        double lowestCorrelationSeconds,
        List<OfBand> bands,
        Curve correlation) {
    public StereoField {
        bands = List.copyOf(bands);
    }

    /**
     * A band, or all of it, with {@code M = (L+R)/2} and {@code S = (L-R)/2}.
     *
     * @param hertz the middle of the octave, 0 of all of it
     * @param correlation {@code sum(L R) / sqrt(sum L^2 sum R^2)}, by the cross-spectrum: 1 where the sides are alike, -1 upside down
     * @param width {@code S^2 / (M^2 + S^2)}: 0 is mono, a half is unrelated sides, 1 is nothing but difference
     * @param monoLossDb how much quieter it is when both sides are added for one loudspeaker, against two: {@code 10 log10(2 (L^2 + R^2) / (L + R)^2)}, 3 of
     *     unrelated sides, at most 60
     */
    public record OfBand(double hertz, double correlation, double width, double monoLossDb) {}
}
