package foldback.dsp;

/**
 * A low-pass of 6 dB an octave, {@code y[n] = y[n-1] + c (x[n] - y[n-1])} with {@code c = 1 - e^(-2 pi f / rate)}, and by subtraction a
 * high-pass (Oppenheim and Schafer, Discrete-Time Signal Processing, 1989, section 6.3; impulse invariance).
 */
final class OnePole {
    private double share = 1;
    private double state;

    void tune(double hertz, int sampleRateHertz) {
        share = 1 - DspMath.exp(-2 * DspMath.PI * hertz / sampleRateHertz);
    }

    double lowPassed(double x) {
        state += share * (x - state);
        return state;
    }

    double highPassed(double x) {
        return x - lowPassed(x);
    }

    void flush() {
        state = DspMath.flushed(state);
    }

    void exchange(ProcessorState processorState) {
        state = processorState.number(state);
    }

    void forget() {
        state = 0;
    }
}
