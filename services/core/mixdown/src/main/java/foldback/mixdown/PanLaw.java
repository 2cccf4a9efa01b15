package foldback.mixdown;

import foldback.dsp.DspMath;

/**
 * From a pan position, -1 to 1, to the gains of left and right.
 *
 * <p>Mono: constant power, {@code cos((p + 1) pi / 4)} and its mirror image, -3 dB in the middle. Stereo: balance, which turns only
 * the far side down, {@code cos(p pi / 2)}.
 */
final class PanLaw {
    private PanLaw() {}

    static double monoLeft(double pan) {
        return DspMath.cosPi((pan + 1) / 4);
    }

    static double monoRight(double pan) {
        return monoLeft(-pan);
    }

    static double stereoLeft(double pan) {
        return pan <= 0 ? 1 : DspMath.cosPi(pan / 2);
    }

    static double stereoRight(double pan) {
        return stereoLeft(-pan);
    }
}
