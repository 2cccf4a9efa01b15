package foldback.dsp;

/** Loudness from power, as ITU-R BS.1770-5, annex 1: {@code -0.691 + 10 log10(power)}. */
final class Loudness {
    private static final double OFFSET = -0.691;

    private Loudness() {}

    static double lufs(double power) {
        return OFFSET + DspMath.linearToDecibels(power) / 2;
    }

    static double power(double lufs) {
        return DspMath.decibelsToLinear(2 * (lufs - OFFSET));
    }
}
