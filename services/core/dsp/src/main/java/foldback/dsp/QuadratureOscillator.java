package foldback.dsp;

/**
 * A slow sine and cosine by the rotation of a vector: four operations a frame. Source: Gordon and Smith, A Sine Generation
 * Algorithm for VLSI Applications, ICMC 1985. Its length drifts by rounding alone, less than 1e-9 in a day, and is not corrected.
 */
final class QuadratureOscillator {
    private double turnCosine = 1;
    private double turnSine;
    private double cosine = 1;
    private double sine;

    void tune(double hertz, int sampleRateHertz) {
        double turn = 2 * hertz / sampleRateHertz;
        turnCosine = DspMath.cosPi(turn);
        turnSine = DspMath.sinPi(turn);
    }

    double sine() {
        return sine;
    }

    double cosine() {
        return cosine;
    }

    void advance() {
        double c = cosine * turnCosine - sine * turnSine;
        sine = sine * turnCosine + cosine * turnSine;
        cosine = c;
    }

    void exchange(ProcessorState state) {
        cosine = state.number(cosine);
        sine = state.number(sine);
    }

    void forget() {
        cosine = 1;
        sine = 0;
    }
}
