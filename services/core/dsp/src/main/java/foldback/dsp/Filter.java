package foldback.dsp;

import org.jspecify.annotations.Nullable;

/**
 * A high-pass or low-pass with a Butterworth response of 6 to 48 dB per octave, a band-pass or a notch.
 *
 * <p>Equations: {@link FilterDesign}; a slope of 6 n dB per octave has n/2 sections of the second order with {@code Q = 1 / (2
 * cos((2k + 1) pi / 2n))} for even n, and for odd n one of the first order and {@code (n - 1) / 2} with {@code Q = 1 / (2 cos(k pi / n))},
 * so that the corner is at -3.01 dB whatever the slope (Butterworth, On the Theory of Filter Amplifiers, 1930).
 *
 * <p>Range: 20 Hz to 20 kHz; a corner above 0.49 of the sample rate counts as that. Departure: at the end of its travel (a
 * high-pass at 20 Hz, a low-pass at 20 kHz) the filter is out of the circuit, as on a console, so a fresh one changes no bit.
 */
public final class Filter extends TickedProcessor implements BiquadProcessor {
    /** Parameters, in the order of the registry. */
    static final int SHAPE = 0;

    static final int FREQUENCY = 1;
    static final int SLOPE = 2;
    static final int Q = 3;

    static final int HIGH_PASS = 0;
    static final int LOW_PASS = 1;
    static final int BAND_PASS = 2;
    static final int NOTCH = 3;

    static final double HIGH_PASS_OUT_HERTZ = 20;
    static final double LOW_PASS_OUT_HERTZ = 20_000;

    /** Above this fraction of the sample rate a corner has no meaning. */
    static final double HIGHEST_CORNER = 0.49;

    /** The order of each choice of a slope: 12 and 24 dB were there first. */
    private static final int[] ORDERS = {2, 4, 1, 3, 6, 8};

    private static final int MOST_SECTIONS = 4;

    private final BiquadCascade cascade = new BiquadCascade(MOST_SECTIONS);
    private final FilterDesign design = new FilterDesign();
    private final Biquad section = new Biquad();
    private int sampleRateHertz;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        int shape = (int) parameters[SHAPE];
        double hertz = parameters[FREQUENCY];
        double corner = FilterDesign.corner(hertz, sampleRateHertz);
        cascade.clear();
        switch (shape) {
            case BAND_PASS -> {
                design.bandPass(section, corner, parameters[Q]);
                cascade.add(0, section);
            }
            case NOTCH -> {
                design.notch(section, corner, parameters[Q]);
                cascade.add(0, section);
            }
            default -> {
                boolean highPass = shape == HIGH_PASS;
                boolean out = highPass ? hertz <= HIGH_PASS_OUT_HERTZ : hertz >= LOW_PASS_OUT_HERTZ;
                butterworth(highPass, corner, out ? 0 : ORDERS[(int) parameters[SLOPE]]);
            }
        }
        for (int i = cascade.activeCount(); i < MOST_SECTIONS; i++) {
            cascade.forget(i);
        }
    }

    private void butterworth(boolean highPass, double corner, int order) {
        for (int k = 0; k < order / 2; k++) {
            double angle = (order % 2 == 0 ? k + 0.5 : k + 1) / order;
            double q = 1 / (2 * DspMath.cosPi(angle));
            if (highPass) {
                design.highPass(section, corner, q);
            } else {
                design.lowPass(section, corner, q);
            }
            cascade.add(k, section);
        }
        if (order % 2 == 1) {
            if (highPass) {
                design.highPassOfFirstOrder(section, corner);
            } else {
                design.lowPassOfFirstOrder(section, corner);
            }
            cascade.add(order / 2, section);
        }
    }

    @Override
    public @Nullable BiquadCascade cascade() {
        return cascade;
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        cascade.process(channels, from, frames);
    }

    @Override
    void endTick() {
        cascade.flush();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        cascade.exchange(state);
    }

    @Override
    void forget() {
        cascade.forget();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }

    @Override
    public double magnitudeAt(double hertz) {
        return cascade.magnitudeAt(hertz, sampleRateHertz);
    }
}
