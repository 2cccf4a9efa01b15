package foldback.dsp;

/**
 * The denominator of a section whose poles are those of an analogue prototype, by {@code z = e^s}, and what follows from it.
 *
 * <p>Source: Martin Vicanek, Matched Second Order Digital Filters, 2016: with {@code phi1 = sin^2(w/2), phi0 = 1 - phi1, phi2 = 4 phi0
 * phi1} the squared magnitude of {@code 1 + a1 z^-1 + a2 z^-2} is {@code A0 phi0 + A1 phi1 + A2 phi2}.
 */
final class MatchedPoles {
    double a1;
    double a2;
    double power0;
    double power1;
    double power2;

    /** Of {@code s^2 + s w/Q + w^2}. */
    void ofPair(double omega, double q) {
        double damping = 1 / (2 * q);
        double decay = DspMath.exp(-damping * omega);
        a2 = decay * decay;
        if (damping <= 1) {
            a1 = -2 * decay * DspMath.cosPi(Math.sqrt(1 - damping * damping) * omega / DspMath.PI);
        } else {
            double spread = Math.sqrt(damping * damping - 1) * omega;
            a1 = -(DspMath.exp(spread - damping * omega) + DspMath.exp(-spread - damping * omega));
        }
        measure();
    }

    /** Of {@code s + w}. */
    void ofOne(double omega) {
        a1 = -DspMath.exp(-omega);
        a2 = 0;
        measure();
    }

    private void measure() {
        power0 = (1 + a1 + a2) * (1 + a1 + a2);
        power1 = (1 - a1 + a2) * (1 - a1 + a2);
        power2 = -4 * a2;
    }

    /** The squared magnitude where {@code sin^2(w/2)} is so much. */
    double powerAt(double phi1) {
        double phi0 = 1 - phi1;
        return power0 * phi0 + power1 * phi1 + power2 * 4 * phi0 * phi1;
    }
}
