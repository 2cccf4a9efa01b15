package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.mix.PanLaw;

/**
 * From a pan position p, -1 to 1, to the gains of left and right. Right is left's mirror image.
 *
 * <p>Mono, by how much quieter the middle is than a side: 0 dB {@code min(1, cos(p pi / 2))} (the near side stays); -3 dB {@code cos((p
 * + 1) pi / 4)}, constant power; -6 dB {@code (1 - p) / 2}, constant sum; -4.5 dB the geometric mean of these two. Stereo: balance, which
 * turns only the far side down, {@code cos(p pi / 2)}.
 *
 * <p>Source: Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section 5.2.1 (tangent and sine laws); -4.5 dB is a
 * compromise of consoles between a room and a mono sum.
 */
final class Panning {
    private Panning() {}

    static double monoLeft(PanLaw law, double pan) {
        double power = DspMath.cosPi((pan + 1) / 4);
        double sum = (1 - pan) / 2;
        return switch (law) {
            case ZERO_DB -> stereoLeft(pan);
            case MINUS_3_DB -> power;
            case MINUS_4_5_DB -> Math.sqrt(power * sum);
            case MINUS_6_DB -> sum;
        };
    }

    static double monoRight(PanLaw law, double pan) {
        return monoLeft(law, -pan);
    }

    static double stereoLeft(double pan) {
        return pan <= 0 ? 1 : DspMath.cosPi(pan / 2);
    }

    static double stereoRight(double pan) {
        return stereoLeft(-pan);
    }
}
