package foldback.dsp;

/**
 * A second-order section for one or two channels: {@code y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]}.
 *
 * <p>Transposed direct form II (Oppenheim and Schafer, Discrete-Time Signal Processing, 1989, section 6.3): two states, and
 * well-behaved in double precision down to 20 Hz at 192 kHz.
 */
final class Biquad {
    double b0 = 1;
    double b1;
    double b2;
    double a1;
    double a2;

    private double left1;
    private double left2;
    private double right1;
    private double right2;

    void process(double[][] channels, int from, int frames) {
        if (channels.length == 1) {
            processMono(channels[0], from, frames);
        } else {
            processStereo(channels[0], channels[1], from, frames);
        }
    }

    private void processMono(double[] x, int from, int frames) {
        double b0 = this.b0;
        double b1 = this.b1;
        double b2 = this.b2;
        double a1 = this.a1;
        double a2 = this.a2;
        double s1 = left1;
        double s2 = left2;
        for (int i = from; i < from + frames; i++) {
            double in = x[i];
            double out = b0 * in + s1;
            s1 = b1 * in - a1 * out + s2;
            s2 = b2 * in - a2 * out;
            x[i] = out;
        }
        left1 = s1;
        left2 = s2;
    }

    /** Both channels in one loop: their recurrences are independent, so the processor overlaps them. */
    private void processStereo(double[] left, double[] right, int from, int frames) {
        double b0 = this.b0;
        double b1 = this.b1;
        double b2 = this.b2;
        double a1 = this.a1;
        double a2 = this.a2;
        double l1 = left1;
        double l2 = left2;
        double r1 = right1;
        double r2 = right2;
        for (int i = from; i < from + frames; i++) {
            double inLeft = left[i];
            double inRight = right[i];
            double outLeft = b0 * inLeft + l1;
            double outRight = b0 * inRight + r1;
            l1 = b1 * inLeft - a1 * outLeft + l2;
            r1 = b1 * inRight - a1 * outRight + r2;
            l2 = b2 * inLeft - a2 * outLeft;
            r2 = b2 * inRight - a2 * outRight;
            left[i] = outLeft;
            right[i] = outRight;
        }
        left1 = l1;
        left2 = l2;
        right1 = r1;
        right2 = r2;
    }

    void flush() {
        left1 = DspMath.flushed(left1);
        left2 = DspMath.flushed(left2);
        right1 = DspMath.flushed(right1);
        right2 = DspMath.flushed(right2);
    }

    void exchange(ProcessorState state) {
        left1 = state.number(left1);
        left2 = state.number(left2);
        right1 = state.number(right1);
        right2 = state.number(right2);
    }

    void forget() {
        left1 = 0;
        left2 = 0;
        right1 = 0;
        right2 = 0;
    }

    /** Coefficients before they are divided by {@code a0}. */
    void set(double b0, double b1, double b2, double a0, double a1, double a2) {
        this.b0 = b0 / a0;
        this.b1 = b1 / a0;
        this.b2 = b2 / a0;
        this.a1 = a1 / a0;
        this.a2 = a2 / a0;
    }

    /** Multiplies what comes out. */
    void scale(double factor) {
        b0 *= factor;
        b1 *= factor;
        b2 *= factor;
    }

    /** {@code |H(e^jw)|} with {@code w = 2 pi f / rate}. */
    double magnitudeAt(double hertz, int sampleRateHertz) {
        double turn = 2 * hertz / sampleRateHertz;
        double cos1 = DspMath.cosPi(turn);
        double sin1 = DspMath.sinPi(turn);
        double cos2 = DspMath.cosPi(2 * turn);
        double sin2 = DspMath.sinPi(2 * turn);
        double numerator = square(b0 + b1 * cos1 + b2 * cos2) + square(b1 * sin1 + b2 * sin2);
        double denominator = square(1 + a1 * cos1 + a2 * cos2) + square(a1 * sin1 + a2 * sin2);
        return Math.sqrt(numerator / denominator);
    }

    private static double square(double x) {
        return x * x;
    }
}
