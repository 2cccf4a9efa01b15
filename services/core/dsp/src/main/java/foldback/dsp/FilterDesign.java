package foldback.dsp;

/**
 * Coefficients of passes and notches that keep the shape of their analogue prototypes up to Nyquist.
 *
 * <p>Prototypes, with s in units of the corner: low-pass {@code 1 / (s^2 + s/Q + 1)}, high-pass {@code s^2 / (s^2 + s/Q + 1)},
 * band-pass {@code (s/Q) / (s^2 + s/Q + 1)}, notch {@code (s^2 + 1) / (s^2 + s/Q + 1)}; and of the first order {@code 1 / (s + 1)} and
 * {@code s / (s + 1)}.
 *
 * <p>Sources: passes after Martin Vicanek, Matched Second Order Digital Filters, 2016, sections 3.1 to 3.3, and Matched One-Pole Digital
 * Shelving Filters, 2019, for the first order: the poles are the prototype's, the low-pass is right at 0 Hz and at its corner, the
 * high-pass at its corner and as steep at 0 Hz, the band-pass in value and slope at its frequency. The notch after Sophocles
 * Orfanidis, Introduction to Signal Processing, 1996, section 11.3: 1 at 0 Hz and at Nyquist, and {@code w/Q} wide at -3 dB exactly.
 */
final class FilterDesign {
    static final double BUTTERWORTH_Q = 0.7071067811865476;

    /** Half the width of the widest notch, as an angle in units of pi: its tangent ends at a half. */
    private static final double WIDEST_NOTCH = 0.45;

    private final MatchedPoles poles = new MatchedPoles();

    /** A corner in hertz as it is designed: as a fraction of the rate, and not above {@link Filter#HIGHEST_CORNER}. */
    static double corner(double hertz, int sampleRateHertz) {
        double corner = hertz / sampleRateHertz;
        return corner > Filter.HIGHEST_CORNER ? Filter.HIGHEST_CORNER : corner;
    }

    /** @param corner as a fraction of the rate, as all of them here */
    void lowPass(Biquad section, double corner, double q) {
        poles.ofPair(2 * DspMath.PI * corner, q);
        double phi1 = sineSquared(corner);
        lowPassNumerator(section, phi1, poles.powerAt(phi1) * q * q);
    }

    void lowPassOfFirstOrder(Biquad section, double corner) {
        poles.ofOne(2 * DspMath.PI * corner);
        double phi1 = sineSquared(corner);
        lowPassNumerator(section, phi1, poles.powerAt(phi1) / 2);
    }

    /** @param power what the numerator's squared magnitude has to be at the corner */
    private void lowPassNumerator(Biquad section, double phi1, double power) {
        double atZero = Math.sqrt(poles.power0);
        double squaredAtNyquist = (power - poles.power0 * (1 - phi1)) / phi1;
        double atNyquist = Math.sqrt(squaredAtNyquist > 0 ? squaredAtNyquist : 0);
        section.set((atZero + atNyquist) / 2, (atZero - atNyquist) / 2, 0, 1, poles.a1, poles.a2);
    }

    void highPass(Biquad section, double corner, double q) {
        poles.ofPair(2 * DspMath.PI * corner, q);
        double phi1 = sineSquared(corner);
        double b = q * Math.sqrt(poles.powerAt(phi1)) / (4 * phi1);
        section.set(b, -2 * b, b, 1, poles.a1, poles.a2);
    }

    void highPassOfFirstOrder(Biquad section, double corner) {
        poles.ofOne(2 * DspMath.PI * corner);
        double phi1 = sineSquared(corner);
        double b = Math.sqrt(poles.powerAt(phi1) / (2 * phi1)) / 2;
        section.set(b, -b, 0, 1, poles.a1, 0);
    }

    void bandPass(Biquad section, double corner, double q) {
        poles.ofPair(2 * DspMath.PI * corner, q);
        double phi1 = sineSquared(corner);
        double tilt = 1 - 2 * phi1;
        double power = poles.powerAt(phi1);
        double slope = poles.power1 - poles.power0 + 4 * tilt * poles.power2;
        double numerator2 = (power - slope * phi1) / (4 * phi1 * phi1);
        double numerator1 = slope - 4 * tilt * numerator2;
        double b1 = -Math.sqrt(numerator1 > 0 ? numerator1 : 0) / 2;
        double b0 = (Math.sqrt(numerator2 + b1 * b1) - b1) / 2;
        section.set(b0, b1, -b0 - b1, 1, poles.a1, poles.a2);
    }

    void notch(Biquad section, double corner, double q) {
        double halfWidth = corner / q;
        double beta = DspMath.tanPi(halfWidth > WIDEST_NOTCH ? WIDEST_NOTCH : halfWidth);
        double cos = DspMath.cosPi(2 * corner);
        section.set(1, -2 * cos, 1, 1 + beta, -2 * cos, 1 - beta);
    }

    private static double sineSquared(double corner) {
        double sine = DspMath.sinPi(corner);
        return sine * sine;
    }
}
