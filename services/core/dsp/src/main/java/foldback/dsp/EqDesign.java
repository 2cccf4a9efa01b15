package foldback.dsp;

/**
 * Coefficients of the {@link Eq}'s bands, matched to their analogue prototypes without the cramping of the bilinear transform.
 *
 * <p>Prototypes (Robert Bristow-Johnson, Cookbook formulae for audio equalizer biquad filter coefficients), with {@code A =
 * 10^(dB/40)} and s in units of the band's frequency:
 * bell {@code (s^2 + s A/Q + 1) / (s^2 + s/(A Q) + 1)};
 * low shelf {@code A (s^2 + s sqrt(A)/Q + A) / (A s^2 + s sqrt(A)/Q + 1)}; high shelf the same with s replaced by 1/s.
 *
 * <p>Method: Martin Vicanek, Matched Second Order Digital Filters, 2016. Poles by {@code z = e^s}; the zeros follow from the
 * squared magnitude, which is linear in {@code B0, B1, B2} for {@code phi1 = sin^2(w/2), phi0 = 1 - phi1, phi2 = 4 phi0 phi1}:
 * {@code |B|^2 = B0 phi0 + B1 phi1 + B2 phi2}. Bells match at 0 Hz and in value and slope at their frequency, as there.
 * Departure: shelves, which the paper does not have, match at 0 Hz, at their frequency and at Nyquist.
 *
 * <p>Only the one of boost and cut is designed whose poles are the lower; the other is its reciprocal, which exists because
 * the zeros lie within the unit circle. A boost and a cut of the same band therefore cancel.
 */
final class EqDesign {
    /**
     * Keeps zeros off the unit circle, so that the reciprocal is stable, where rounding would put them there. Not nearer to 0:
     * the zeros of a narrow band at 20 Hz and 192 kHz are legitimately within 1e-5 of it.
     */
    private static final double INSIDE_CIRCLE = 1 - 1e-12;

    private final MatchedPoles poles = new MatchedPoles();

    /** @param turn the band's frequency as an angle in units of pi: 1 is Nyquist */
    void bell(Biquad band, double turn, double gainDecibels, double q) {
        double gain = DspMath.decibelsToLinear(magnitude(gainDecibels));
        poles.ofPair(turn * DspMath.PI, q * Math.sqrt(gain));
        double phi1 = square(DspMath.sinPi(turn / 2));
        double phi0 = 1 - phi1;
        double power = poles.powerAt(phi1) * gain * gain;
        double slope = (poles.power1 - poles.power0 + 4 * (phi0 - phi1) * poles.power2) * gain * gain;
        double numerator0 = poles.power0;
        double numerator2 = (power - slope * phi1 - numerator0) / (4 * phi1 * phi1);
        double numerator1 = slope + numerator0 - 4 * (phi0 - phi1) * numerator2;
        finish(band, numerator0, numerator1, numerator2, gainDecibels < 0);
    }

    /** @param turn the band's frequency as an angle in units of pi: 1 is Nyquist */
    void lowShelf(Biquad band, double turn, double gainDecibels, double q) {
        double a = DspMath.decibelsToLinear(magnitude(gainDecibels) / 2);
        shelf(band, turn, a, q, gainDecibels < 0, false);
    }

    /** @param turn the band's frequency as an angle in units of pi: 1 is Nyquist */
    void highShelf(Biquad band, double turn, double gainDecibels, double q) {
        double a = DspMath.decibelsToLinear(magnitude(gainDecibels) / 2);
        shelf(band, turn, a, q, gainDecibels >= 0, true);
    }

    /** The low shelf's boost and the high shelf's cut have the same poles; they differ by a factor of A^2. */
    private void shelf(Biquad band, double turn, double a, double q, boolean reciprocal, boolean high) {
        poles.ofPair(turn * DspMath.PI / Math.sqrt(a), q);
        double phi1 = square(DspMath.sinPi(turn / 2));
        double phi0 = 1 - phi1;
        double phi2 = 4 * phi0 * phi1;
        double scale = high ? 1 / square(a * a) : 1;
        double numerator0 = poles.power0 * square(a * a) * scale;
        double numerator1 = poles.power1 * shelfPower(1 / turn, a, q) * scale;
        double power = poles.powerAt(phi1) * shelfPower(1, a, q) * scale;
        double numerator2 = (power - numerator0 * phi0 - numerator1 * phi1) / phi2;
        finish(band, numerator0, numerator1, numerator2, reciprocal);
    }

    /** The squared magnitude of the analogue low shelf at a multiple of its frequency. */
    private static double shelfPower(double multiple, double a, double q) {
        double w2 = multiple * multiple;
        double cross = w2 * a / (q * q);
        return a * a * (square(a - w2) + cross) / (square(1 - a * w2) + cross);
    }

    /** From squared magnitudes to the minimum-phase numerator (the paper's equation 29). */
    private void finish(Biquad band, double numerator0, double numerator1, double numerator2, boolean reciprocal) {
        double atZero = Math.sqrt(numerator0);
        double atNyquist = Math.sqrt(numerator1 > 0 ? numerator1 : 0);
        double w = (atZero + atNyquist) / 2;
        double lowest = -INSIDE_CIRCLE * w * w;
        double bounded = numerator2 < lowest ? lowest : numerator2;
        double b0 = (w + Math.sqrt(w * w + bounded)) / 2;
        double b1 = (atZero - atNyquist) / 2;
        double b2 = -bounded / (4 * b0);
        if (reciprocal) {
            band.set(1, poles.a1, poles.a2, b0, b1, b2);
        } else {
            band.set(b0, b1, b2, 1, poles.a1, poles.a2);
        }
    }

    private static double magnitude(double decibels) {
        return decibels < 0 ? -decibels : decibels;
    }

    private static double square(double x) {
        return x * x;
    }
}
