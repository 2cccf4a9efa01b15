package foldback.audio;

import foldback.dsp.LoudnessMeter;
import org.jspecify.annotations.Nullable;

/**
 * How the loudness of a file moves, by EBU Tech 3341 and 3342 (2023).
 *
 * @param rangeLu the loudness range (LRA); 0 where there is none
 * @param highestMomentaryLufs of any 400 ms; null where there is silence, or less
 * @param highestShortTermLufs of any 3 s; null where there is silence, or less
 */
public record LoudnessReport(
        double rangeLu,
        @Nullable Double highestMomentaryLufs,
        @Nullable Double highestShortTermLufs) {
    static LoudnessReport of(LoudnessMeter meter) {
        return new LoudnessReport(
                meter.rangeLu(), orNull(meter.highestMomentaryLufs()), orNull(meter.highestShortTermLufs()));
    }

    private static @Nullable Double orNull(double lufs) {
        return lufs == LoudnessMeter.SILENCE ? null : (Double) lufs;
    }
}
