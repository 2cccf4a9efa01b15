package foldback.dsp;

/**
 * A high-pass or low-pass with a Butterworth response of 12 or 24 dB per octave.
 *
 * <p>Equation: one or two second-order sections after the bilinear transform, {@code H(s) = 1 / (s^2 + s/Q + 1)} for the
 * low-pass and {@code s^2 / (s^2 + s/Q + 1)} for the high-pass, pre-warped so that the corner is at -3.01 dB exactly.
 *
 * <p>Source: Robert Bristow-Johnson, Cookbook formulae for audio equalizer biquad filter coefficients (LPF and HPF); the Qs
 * of the sections are {@code 1 / (2 cos((2k + 1) pi / 2n))}, Butterworth, On the Theory of Filter Amplifiers, 1930.
 *
 * <p>Range: 20 Hz to 20 kHz; a corner above 0.49 of the sample rate counts as that. Departure: at the end of its travel (a
 * high-pass at 20 Hz, a low-pass at 20 kHz) the filter is out of the circuit, as on a console, so a fresh one changes no bit.
 */
public final class Filter extends TickedProcessor implements LinearProcessor {
    /** Parameters, in the order of the registry. */
    static final int SHAPE = 0;

    static final int FREQUENCY = 1;
    static final int SLOPE = 2;

    static final double HIGH_PASS_OUT_HERTZ = 20;
    static final double LOW_PASS_OUT_HERTZ = 20_000;

    /** Above this fraction of the sample rate a corner has no meaning, and the bilinear transform no stable answer. */
    static final double HIGHEST_CORNER = 0.49;

    private static final double[] Q_OF_12_DB = {0.7071067811865476};
    private static final double[] Q_OF_24_DB = {0.541196100146197, 1.3065629648763766};

    private final Biquad[] sections = {new Biquad(), new Biquad()};
    private int sampleRateHertz;
    private int activeSections;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        boolean highPass = parameters[SHAPE] < 0.5;
        double hertz = parameters[FREQUENCY];
        boolean out = highPass ? hertz <= HIGH_PASS_OUT_HERTZ : hertz >= LOW_PASS_OUT_HERTZ;
        double[] qs = parameters[SLOPE] < 0.5 ? Q_OF_12_DB : Q_OF_24_DB;
        activeSections = out ? 0 : qs.length;
        for (int i = 0; i < activeSections; i++) {
            design(sections[i], highPass, hertz / sampleRateHertz, qs[i]);
        }
        for (int i = activeSections; i < sections.length; i++) {
            sections[i].forget();
        }
    }

    /** @param corner as a fraction of the sample rate */
    private static void design(Biquad section, boolean highPass, double corner, double q) {
        double bounded = corner > HIGHEST_CORNER ? HIGHEST_CORNER : corner;
        double cos = DspMath.cosPi(2 * bounded);
        double alpha = DspMath.sinPi(2 * bounded) / (2 * q);
        if (highPass) {
            section.set((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
        } else {
            section.set((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
        }
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = 0; i < activeSections; i++) {
            sections[i].process(channels, from, frames);
        }
    }

    @Override
    void endTick() {
        for (Biquad section : sections) {
            section.flush();
        }
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        for (Biquad section : sections) {
            section.exchange(state);
        }
    }

    @Override
    void forget() {
        for (Biquad section : sections) {
            section.forget();
        }
    }

    @Override
    public int latencyFrames() {
        return 0;
    }

    @Override
    public double magnitudeAt(double hertz) {
        double magnitude = 1;
        for (int i = 0; i < activeSections; i++) {
            magnitude *= sections[i].magnitudeAt(hertz, sampleRateHertz);
        }
        return magnitude;
    }
}
