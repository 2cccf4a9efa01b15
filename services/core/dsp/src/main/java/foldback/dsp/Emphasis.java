package foldback.dsp;

/**
 * The emphasis before a tape and its exact inverse after it: a shelf of first order that lifts highs, {@code H(s) = (s / w1 + 1) / (s /
 * w2 + 1)}, by the bilinear transform.
 */
final class Emphasis {
    private final double b0;
    private final double b1;
    private final double a1;
    private double before;
    private double after;

    private Emphasis(double b0, double b1, double a1) {
        this.b0 = b0;
        this.b1 = b1;
        this.a1 = a1;
    }

    /** Lifts what is above a frequency, up to another one. */
    static Emphasis lifting(double fromHertz, double toHertz, int sampleRateHertz) {
        double k1 = 1 / DspMath.tanPi(fromHertz / sampleRateHertz);
        double k2 = 1 / DspMath.tanPi(toHertz / sampleRateHertz);
        return new Emphasis((1 + k1) / (1 + k2), (1 - k1) / (1 + k2), (1 - k2) / (1 + k2));
    }

    Emphasis inverse() {
        return new Emphasis(1 / b0, a1 / b0, b1 / b0);
    }

    double process(double x) {
        double y = b0 * x + b1 * before - a1 * after;
        before = x;
        after = y;
        return y;
    }

    void flush() {
        before = DspMath.flushed(before);
        after = DspMath.flushed(after);
    }

    void exchange(ProcessorState state) {
        before = state.number(before);
        after = state.number(after);
    }

    void forget() {
        before = 0;
        after = 0;
    }
}
