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
    static Levels of(LoudnessMeter loudness, PeakMeter peak) {
        peak.finish();
        double lufs = loudness.integratedLufs();
        return new Levels(
                lufs == LoudnessMeter.SILENCE ? null : (Double) lufs,
                decibels(peak.truePeak()),
                decibels(peak.samplePeak()));
    }

    private static @Nullable Double decibels(double linear) {
        return linear == 0 ? null : (Double) DspMath.linearToDecibels(linear);
    }
}
