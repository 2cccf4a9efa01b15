package foldback.dsp;

import java.util.Arrays;

/**
 * Second-order sections in series, for one or two channels, with everything that they are and remember in flat arrays, where vector
 * code finds it: {@code y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]} each.
 *
 * <p>Transposed direct form II (Oppenheim and Schafer, Discrete-Time Signal Processing, 1989, section 6.3): two states, and
 * well-behaved in double precision down to 20 Hz at 192 kHz. In this order, which is the one that any twin has to keep:
 * {@code y = b0 x + s1; s1 = (b1 x - a1 y) + s2; s2 = b2 x - a2 y}. What is handed on is {@code y + 0}, so that a section's zeros are
 * positive, and a section of {@code b0 = 1} and nothing else changes no bit that comes out of another.
 */
public final class BiquadCascade {
    /** Coefficients of a section, in this order from {@code section * COEFFICIENTS} on. */
    public static final int COEFFICIENTS = 5;

    public static final int B0 = 0;
    public static final int B1 = 1;
    public static final int B2 = 2;
    public static final int A1 = 3;
    public static final int A2 = 4;

    /** States of a section and channel, s1 and s2, from {@code section * STATES} on. */
    public static final int STATES = 2;

    private final double[] coefficients;
    private final double[][] states;
    private final int[] active;
    private int activeCount;

    /** @param sections at most; none of them is active yet */
    BiquadCascade(int sections) {
        coefficients = new double[sections * COEFFICIENTS];
        states = new double[2][sections * STATES];
        active = new int[sections];
    }

    /** How many sections are in the circuit. */
    public int activeCount() {
        return activeCount;
    }

    /** The section that comes at a place among those in the circuit. */
    public int active(int place) {
        return active[place];
    }

    /** The coefficients of all sections, themselves. */
    public double[] coefficients() {
        return coefficients;
    }

    /** The states of all sections, themselves. */
    public double[] states(int channel) {
        return states[channel];
    }

    /** Takes every section out of the circuit, to be put back one by one, in order. */
    void clear() {
        activeCount = 0;
    }

    /** Puts a section into the circuit, after those that are there. */
    void add(int section, Biquad design) {
        int at = section * COEFFICIENTS;
        coefficients[at + B0] = design.b0;
        coefficients[at + B1] = design.b1;
        coefficients[at + B2] = design.b2;
        coefficients[at + A1] = design.a1;
        coefficients[at + A2] = design.a2;
        active[activeCount] = section;
        activeCount++;
    }

    /** Clears what a section remembers. */
    void forget(int section) {
        for (double[] channel : states) {
            channel[section * STATES] = 0;
            channel[section * STATES + 1] = 0;
        }
    }

    void forget() {
        for (double[] channel : states) {
            Arrays.fill(channel, 0);
        }
    }

    /** Sets states near zero to zero, as is done at the end of every tick. Sections out of the circuit have none. */
    public void flush() {
        for (double[] channel : states) {
            for (int place = 0; place < activeCount; place++) {
                int at = active[place] * STATES;
                channel[at] = DspMath.flushed(channel[at]);
                channel[at + 1] = DspMath.flushed(channel[at + 1]);
            }
        }
    }

    void exchange(ProcessorState state) {
        for (double[] channel : states) {
            state.numbers(channel);
        }
    }

    void process(double[][] channels, int from, int frames) {
        for (int place = 0; place < activeCount; place++) {
            processSection(active[place], channels, from, frames);
        }
    }

    /** One section alone, of all channels. */
    void processSection(int section, double[][] channels, int from, int frames) {
        if (channels.length == 1) {
            processChannel(section, 0, channels[0], from, frames);
        } else {
            processStereo(section, channels[0], channels[1], from, frames);
        }
    }

    /** One section alone, with the states of one channel. */
    void processChannel(int section, int channel, double[] x, int from, int frames) {
        int at = section * COEFFICIENTS;
        double b0 = coefficients[at + B0];
        double b1 = coefficients[at + B1];
        double b2 = coefficients[at + B2];
        double a1 = coefficients[at + A1];
        double a2 = coefficients[at + A2];
        double[] memory = states[channel];
        double s1 = memory[section * STATES];
        double s2 = memory[section * STATES + 1];
        for (int i = from; i < from + frames; i++) {
            double in = x[i];
            double out = b0 * in + s1;
            s1 = b1 * in - a1 * out + s2;
            s2 = b2 * in - a2 * out;
            x[i] = out + 0.0;
        }
        memory[section * STATES] = s1;
        memory[section * STATES + 1] = s2;
    }

    /** Both channels in one loop: their recurrences are independent, so the processor overlaps them. */
    private void processStereo(int section, double[] left, double[] right, int from, int frames) {
        int at = section * COEFFICIENTS;
        double b0 = coefficients[at + B0];
        double b1 = coefficients[at + B1];
        double b2 = coefficients[at + B2];
        double a1 = coefficients[at + A1];
        double a2 = coefficients[at + A2];
        double l1 = states[0][section * STATES];
        double l2 = states[0][section * STATES + 1];
        double r1 = states[1][section * STATES];
        double r2 = states[1][section * STATES + 1];
        for (int i = from; i < from + frames; i++) {
            double inLeft = left[i];
            double inRight = right[i];
            double outLeft = b0 * inLeft + l1;
            double outRight = b0 * inRight + r1;
            l1 = b1 * inLeft - a1 * outLeft + l2;
            r1 = b1 * inRight - a1 * outRight + r2;
            l2 = b2 * inLeft - a2 * outLeft;
            r2 = b2 * inRight - a2 * outRight;
            left[i] = outLeft + 0.0;
            right[i] = outRight + 0.0;
        }
        states[0][section * STATES] = l1;
        states[0][section * STATES + 1] = l2;
        states[1][section * STATES] = r1;
        states[1][section * STATES + 1] = r2;
    }

    /** {@code |H(e^jw)|} of all sections in the circuit. */
    double magnitudeAt(double hertz, int sampleRateHertz) {
        double magnitude = 1;
        for (int place = 0; place < activeCount; place++) {
            magnitude *= magnitudeOfSection(active[place], hertz, sampleRateHertz);
        }
        return magnitude;
    }

    double magnitudeOfSection(int section, double hertz, int sampleRateHertz) {
        int at = section * COEFFICIENTS;
        Biquad design = new Biquad();
        design.b0 = coefficients[at + B0];
        design.b1 = coefficients[at + B1];
        design.b2 = coefficients[at + B2];
        design.a1 = coefficients[at + A1];
        design.a2 = coefficients[at + A2];
        return design.magnitudeAt(hertz, sampleRateHertz);
    }
}
