package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.mix.ParameterSpec;

/** Levels of faders and sends, which have a bottom: silence. */
final class Decibels {
    private Decibels() {}

    static double toGain(double decibels) {
        return decibels <= ParameterSpec.SILENCE_DB ? 0 : DspMath.decibelsToLinear(decibels);
    }

    static double ofGain(double gain) {
        double decibels = gain > 0 ? DspMath.linearToDecibels(gain) : ParameterSpec.SILENCE_DB;
        return decibels < ParameterSpec.SILENCE_DB ? ParameterSpec.SILENCE_DB : decibels;
    }
}
