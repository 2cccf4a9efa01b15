package foldback.audio;

import foldback.dsp.DspMath;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import org.jspecify.annotations.Nullable;

/**
 * How loud a file is. Each is null where there is silence, as JSON has no minus infinity.
 *
 * @param integratedLufs by ITU-R BS.1770-5
 * @param truePeakDbtp by ITU-R BS.1770-5, annex 2
 */
public record Levels(
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDbtp,
        @Nullable Double samplePeakDbfs) {

    /** Ends the peak meter and reads both. */
    public static Levels of(LoudnessMeter loudness, PeakMeter peak) {
        peak.finish();
        double lufs = loudness.integratedLufs();
        return new Levels(
                lufs == LoudnessMeter.SILENCE ? null : (Double) lufs,
                decibels(peak.truePeak()),
                decibels(peak.samplePeak()));
    }

    /**
     * By how much the true peak is above the loudness of the whole (peak to loudness ratio, PLR), in LU: a master that was pressed hard has 8, one that
     * breathes 15 and more. Null where there is silence.
     */
    public @Nullable Double peakToLoudnessLu() {
        Double peak = truePeakDbtp;
        Double loudness = integratedLufs;
        return peak == null || loudness == null ? null : (Double) (peak - loudness);
    }

    private static @Nullable Double decibels(double linear) {
        return linear == 0 ? null : (Double) DspMath.linearToDecibels(linear);
    }
}
