package foldback.analysis;

import org.jspecify.annotations.Nullable;

/**
 * How loud something is, in all and as it goes on, and how it moves.
 *
 * <p>Sources: ITU-R BS.1770-5 (2023); EBU Tech 3341 and 3342 (2023). PLR: AES TD1008 (2021). PSR: as the
 * meters of studios have it (MeterPlugs, Dynameter, 2016); no standard says it. Departure: the highest sample of the 3 s, not the true peak.
 *
 * @param integratedLufs null where there is silence
 * @param rangeLu the loudness range (LRA)
 * @param crestDb by how much the highest sample is above the RMS of the whole
 * @param peakToLoudnessLu true peak above integrated loudness (PLR)
 * @param lowestPeakToShortTermLu where it is pressed hardest: peak above short-term loudness over 3 s (PSR), where it is within 10 LU of
 *     the integrated loudness
 * @param lowestPeakToShortTermSeconds the end of those 3 s
 * @param momentaryLufs the highest of each step, of windows of 400 ms
 * @param shortTermLufs the highest of each step, of windows of 3 s
 */
public record Dynamics(
        @Nullable Double integratedLufs,
        double rangeLu,
        @Nullable Double highestMomentaryLufs,
        @Nullable Double highestMomentarySeconds,
        @Nullable Double highestShortTermLufs,
        @Nullable Double highestShortTermSeconds,
        @Nullable Double truePeakDbtp,
        @Nullable Double samplePeakDbfs,
        @Nullable Double samplePeakSeconds,
        @Nullable Double rmsDbfs,
        @Nullable Double crestDb,
        @Nullable Double peakToLoudnessLu,
        @Nullable Double lowestPeakToShortTermLu,
        @Nullable Double lowestPeakToShortTermSeconds,
        Curve momentaryLufs,
        Curve shortTermLufs) {}
