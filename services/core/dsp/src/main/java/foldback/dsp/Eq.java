package foldback.dsp;

import org.jspecify.annotations.Nullable;

/**
 * Eight bands in series, each of its own shape, for both channels or for the middle, the side, the left or the right alone, and bells and
 * shelves with a gain that follows the level in the band. {@link EqDesign}, {@link FilterDesign} and {@link EqDynamics} have
 * equations and sources.
 *
 * <p>The middle is {@code (L + R) / 2} and the side {@code (L - R) / 2}; what the band adds to it is added to both channels, that of the
 * side to the right one with its sign turned. A mono signal is all middle, left and right, and has no side. A tilt is a high shelf with half
 * of its gain taken off everywhere.
 *
 * <p>Range: 20 Hz to 20 kHz (above 0.49 of the sample rate counts as that), -24 to 24 dB, Q 0.1 to 18. A bell, shelf or tilt at 0 dB whose
 * level does not move it, and a band that is bypassed, is out of the circuit: an EQ of nothing else changes no bit.
 */
public final class Eq extends TickedProcessor implements BiquadProcessor {
    static final int BANDS = 8;

    /** Parameters of a band, in the order of the registry. */
    static final int SHAPE = 0;

    static final int FREQUENCY = 1;
    static final int GAIN = 2;
    static final int Q = 3;
    static final int PARAMETERS_PER_BAND = 4;

    /** Where the younger parameters begin, and those of a band in their order. */
    static final int YOUNGER = BANDS * PARAMETERS_PER_BAND;

    static final int BYPASS = 0;
    static final int CHANNELS = 1;
    static final int RANGE = 2;
    static final int THRESHOLD = 3;
    static final int RATIO = 4;
    static final int ATTACK = 5;
    static final int RELEASE = 6;
    static final int YOUNGER_PER_BAND = 7;
    static final int PARAMETERS = YOUNGER + BANDS * YOUNGER_PER_BAND;

    static final int BELL = 0;
    static final int LOW_SHELF = 1;
    static final int HIGH_SHELF = 2;
    static final int NOTCH = 3;
    static final int TILT = 4;
    static final int HIGH_PASS = 5;
    static final int LOW_PASS = 6;

    static final int STEREO = 0;
    static final int MID = 1;
    static final int SIDE = 2;
    static final int LEFT = 3;
    static final int RIGHT = 4;

    private final EqDesign design = new EqDesign();
    private final FilterDesign passes = new FilterDesign();
    private final BiquadCascade cascade = new BiquadCascade(BANDS);
    private final Biquad section = new Biquad();
    private final EqDynamics[] dynamics = new EqDynamics[BANDS];
    private final int[] routes = new int[BANDS];
    private final boolean[] inCascade = new boolean[BANDS];
    private final boolean[] inCircuit = new boolean[BANDS];
    private final double[] matrixed = new double[TICK_FRAMES];
    private final double[] before = new double[TICK_FRAMES];
    private int sampleRateHertz;
    private boolean mono;

    /** Nothing begins to move without being configured, or given another state. */
    private boolean knownPlain;

    public Eq() {
        for (int band = 0; band < BANDS; band++) {
            dynamics[band] = new EqDynamics();
        }
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        mono = channels == 1;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        knownPlain = false;
        cascade.clear();
        for (int band = 0; band < BANDS; band++) {
            configureBand(band, parameters, band * PARAMETERS_PER_BAND, YOUNGER + band * YOUNGER_PER_BAND);
        }
    }

    private void configureBand(int band, double[] parameters, int at, int younger) {
        int shape = (int) parameters[at + SHAPE];
        double gain = parameters[at + GAIN];
        int route = (int) parameters[younger + CHANNELS];
        routes[band] = mono ? STEREO : route;
        inCircuit[band] = parameters[younger + BYPASS] < 0.5 && !(mono && route == SIDE);
        inCascade[band] = inCircuit[band] && (gain != 0 || !hasGain(shape));
        double corner = FilterDesign.corner(parameters[at + FREQUENCY], sampleRateHertz);
        if (inCascade[band]) {
            design(shape, corner, gain, parameters[at + Q]);
            cascade.add(band, section);
        } else {
            cascade.forget(band);
        }
        configureDynamics(dynamics[band], shape, corner, parameters[at + Q], parameters, younger);
        if (!inCircuit[band]) {
            dynamics[band].forget();
        }
    }

    private static boolean hasGain(int shape) {
        return shape <= HIGH_SHELF || shape == TILT;
    }

    private void design(int shape, double corner, double gain, double q) {
        switch (shape) {
            case BELL -> design.bell(section, 2 * corner, gain, q);
            case LOW_SHELF -> design.lowShelf(section, 2 * corner, gain, q);
            case HIGH_SHELF -> design.highShelf(section, 2 * corner, gain, q);
            case NOTCH -> passes.notch(section, corner, q);
            case TILT -> {
                design.highShelf(section, 2 * corner, gain, q);
                section.scale(DspMath.decibelsToLinear(-gain / 2));
            }
            case HIGH_PASS -> passes.highPass(section, corner, q);
            default -> passes.lowPass(section, corner, q);
        }
    }

    private void configureDynamics(
            EqDynamics band, int shape, double corner, double q, double[] parameters, int younger) {
        switch (shape) {
            case BELL -> band.passBell(corner, q);
            case LOW_SHELF -> band.passLow(corner);
            case HIGH_SHELF -> band.passHigh(corner);
            default -> {}
        }
        band.configure(
                shape <= HIGH_SHELF ? parameters[younger + RANGE] : 0,
                parameters[younger + THRESHOLD],
                parameters[younger + RATIO],
                parameters[younger + ATTACK],
                parameters[younger + RELEASE],
                sampleRateHertz);
    }

    /** How far a band's gain is moved by the level in it at this moment, in decibels. */
    public double movedDecibels(int band) {
        return dynamics[band].movedDecibels();
    }

    @Override
    public @Nullable BiquadCascade cascade() {
        return isPlain() ? cascade : null;
    }

    /** Whether all bands in the circuit are for both channels alike and none moves. */
    private boolean isPlain() {
        if (knownPlain) {
            return true;
        }
        for (int band = 0; band < BANDS; band++) {
            if (inCircuit[band] && (dynamics[band].isActive() || (inCascade[band] && routes[band] != STEREO))) {
                return false;
            }
        }
        knownPlain = true;
        return true;
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        if (isPlain()) {
            cascade.process(channels, from, frames);
            return;
        }
        for (int band = 0; band < BANDS; band++) {
            if (inCascade[band] || (inCircuit[band] && dynamics[band].isActive())) {
                route(band, channels, from, frames);
            }
        }
    }

    private void route(int band, double[][] channels, int from, int frames) {
        switch (routes[band]) {
            case STEREO -> {
                for (int c = 0; c < channels.length; c++) {
                    processBand(band, c, channels[c], from, frames);
                }
            }
            case LEFT -> processBand(band, 0, channels[0], from, frames);
            case RIGHT -> processBand(band, 1, channels[1], from, frames);
            default -> matrix(band, routes[band] == MID ? 1 : -1, channels[0], channels[1], from, frames);
        }
    }

    private void processBand(int band, int channel, double[] x, int from, int frames) {
        if (inCascade[band]) {
            cascade.processChannel(band, channel, x, from, frames);
        }
        if (dynamics[band].isActive()) {
            dynamics[band].process(channel, x, from, frames, frameOfTick());
        }
    }

    /** @param sign of the right channel: 1 for the middle, -1 for the side */
    private void matrix(int band, double sign, double[] left, double[] right, int from, int frames) {
        for (int i = 0; i < frames; i++) {
            before[i] = 0.5 * (left[from + i] + sign * right[from + i]);
            matrixed[i] = before[i];
        }
        processBand(band, 0, matrixed, 0, frames);
        for (int i = 0; i < frames; i++) {
            double added = matrixed[i] - before[i];
            left[from + i] += added;
            right[from + i] += sign * added;
        }
    }

    @Override
    void endTick() {
        cascade.flush();
        for (int band = 0; band < BANDS; band++) {
            if (inCircuit[band] && dynamics[band].isActive()) {
                dynamics[band].endTick();
            }
        }
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        knownPlain = false;
        cascade.exchange(state);
        for (EqDynamics band : dynamics) {
            band.exchange(state);
        }
    }

    @Override
    void forget() {
        cascade.forget();
        for (EqDynamics band : dynamics) {
            band.forget();
        }
    }

    @Override
    public int latencyFrames() {
        return 0;
    }

    /** Of a mono signal, and of the bands as they are set, not as their levels move them. */
    @Override
    public double magnitudeAt(double hertz) {
        return cascade.magnitudeAt(hertz, sampleRateHertz);
    }
}
