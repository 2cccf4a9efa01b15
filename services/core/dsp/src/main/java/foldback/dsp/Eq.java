package foldback.dsp;

import org.jspecify.annotations.Nullable;

/**
 * Eight bands in series, each a bell, a low shelf or a high shelf. {@link EqDesign} has equations and sources.
 *
 * <p>Range: 20 Hz to 20 kHz (above 0.49 of the sample rate counts as that), -24 to 24 dB, Q 0.1 to 18. A band at 0 dB is out of
 * the circuit: an EQ with every gain at 0 dB changes no bit.
 */
public final class Eq extends TickedProcessor implements BiquadProcessor {
    static final int BANDS = 8;

    /** Parameters of a band, in the order of the registry. */
    static final int SHAPE = 0;

    static final int FREQUENCY = 1;
    static final int GAIN = 2;
    static final int Q = 3;
    static final int PARAMETERS_PER_BAND = 4;

    private static final int BELL = 0;
    private static final int LOW_SHELF = 1;

    private final EqDesign design = new EqDesign();
    private final BiquadCascade cascade = new BiquadCascade(BANDS);
    private final Biquad section = new Biquad();
    private int sampleRateHertz;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        cascade.clear();
        for (int band = 0; band < BANDS; band++) {
            configureBand(band, parameters, band * PARAMETERS_PER_BAND);
        }
    }

    private void configureBand(int band, double[] parameters, int at) {
        double gain = parameters[at + GAIN];
        if (gain == 0) {
            cascade.forget(band);
            return;
        }
        double position = parameters[at + FREQUENCY] / sampleRateHertz;
        double turn = 2 * (position > Filter.HIGHEST_CORNER ? Filter.HIGHEST_CORNER : position);
        int shape = (int) parameters[at + SHAPE];
        if (shape == BELL) {
            design.bell(section, turn, gain, parameters[at + Q]);
        } else if (shape == LOW_SHELF) {
            design.lowShelf(section, turn, gain, parameters[at + Q]);
        } else {
            design.highShelf(section, turn, gain, parameters[at + Q]);
        }
        cascade.add(band, section);
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
