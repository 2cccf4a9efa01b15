package foldback.dsp;

/**
 * What a sound loses on its way through a delay line of a reverb, so that it falls by 60 dB within the decay time of its band.
 *
 * <p>Equations, for a line of m frames and {@code g(T) = 10^(-3 m / (rate T))}, with the decay time T of the middle, and of the lows and
 * at the damping frequency: {@code h(z) = g(T) (1 - p) / (1 - p z^-1) (1 + (g(T_low) / g(T) - 1) l(z))}; p such that the low-pass is {@code
 * a = g(T_high) / g(T)} at the damping frequency: with {@code k = (1 - a^2 cos w) / (1 - a^2)}, {@code p = k - sqrt(k^2 - 1)}; l a low-pass
 * of 6 dB an octave at the crossover.
 *
 * <p>Source: Jean-Marc Jot, Antoine Chaigne, Digital Delay Networks for Designing Artificial Reverberators, AES 90th Convention, 1991.
 */
final class DecayFilter {
    static final double DECAY_DECIBELS = -60;

    private double straight;
    private double fedBack;
    private double lowShare;
    private double lowGain;
    private double lowPassed;
    private double low;

    /** How long the bands last. */
    static final class Decay {
        int sampleRateHertz;

        /** Of the middle. */
        double seconds;

        /** The part of the decay time that is left below the crossover. */
        double lowPart;

        double lowHertz;

        /** The part of the decay time that is left at the damping frequency; 1 is no damping. */
        double highPart;

        double dampingHertz;
    }

    void tune(int frames, Decay decay) {
        double decibels = DECAY_DECIBELS * frames / (decay.sampleRateHertz * decay.seconds);
        double gain = DspMath.decibelsToLinear(decibels);
        double position = decay.dampingHertz / decay.sampleRateHertz;
        double cos = DspMath.cosPi(2 * (position > Filter.HIGHEST_CORNER ? Filter.HIGHEST_CORNER : position));
        double damped = DspMath.decibelsToLinear(decibels * (1 / decay.highPart - 1));
        double pole = 0;
        if (damped < 1) {
            double k = (1 - damped * damped * cos) / (1 - damped * damped);
            pole = k - Math.sqrt(k * k - 1);
        }
        straight = gain * (1 - pole);
        fedBack = pole;
        lowGain = DspMath.decibelsToLinear(decibels * (1 / decay.lowPart - 1)) - 1;
        lowShare = 1 - DspMath.exp(-2 * DspMath.PI * decay.lowHertz / decay.sampleRateHertz);
    }

    double process(double sample) {
        lowPassed = straight * sample + fedBack * lowPassed;
        low = low + lowShare * (lowPassed - low);
        return lowPassed + lowGain * low;
    }

    /** Frames of two lines in place, this one's and another's: one recurrence fills the waits of the other. */
    void process(double[] x, DecayFilter other, double[] y, int frames) {
        double lp = lowPassed;
        double lo = low;
        double otherLp = other.lowPassed;
        double otherLo = other.low;
        for (int i = 0; i < frames; i++) {
            lp = straight * x[i] + fedBack * lp;
            otherLp = other.straight * y[i] + other.fedBack * otherLp;
            lo = lo + lowShare * (lp - lo);
            otherLo = otherLo + other.lowShare * (otherLp - otherLo);
            x[i] = lp + lowGain * lo;
            y[i] = otherLp + other.lowGain * otherLo;
        }
        lowPassed = lp;
        low = lo;
        other.lowPassed = otherLp;
        other.low = otherLo;
    }

    /** To be called at the end of every tick. */
    void flush() {
        lowPassed = DspMath.flushed(lowPassed);
        low = DspMath.flushed(low);
    }

    void exchange(ProcessorState state) {
        lowPassed = state.number(lowPassed);
        low = state.number(low);
    }

    void forget() {
        lowPassed = 0;
        low = 0;
    }
}
