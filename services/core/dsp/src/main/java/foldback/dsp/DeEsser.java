package foldback.dsp;

/**
 * Turns down what is too sharp: a compressor of the treble, or of everything by the treble's level.
 *
 * <p>Equations: the level is that of the signal above the frequency (a high-pass of 24 dB per octave, see {@link Filter}); threshold,
 * ratio, a knee of {@value #KNEE_DECIBELS} dB and times give the reduction s as in {@link GainComputer}, but never more than the range.
 * Wide: {@code y = x g} with {@code g = 2^-s}. Split: {@code y = x + (g - 1) H(x)}, where H is a one-pole high-pass at the frequency: a
 * shelf that moves, without the phase of a crossover.
 *
 * <p>Source: Giannoulis, Massberg, Reiss, JAES 60(6), 2012, for the computer; Regalia, Mitra, Tunable Digital Frequency Response
 * Equalization Filters, 1987, for the shelf.
 *
 * <p>Range: as in the registry. A range of 0 dB or a ratio of 1 changes no bit. Listening, the output is what the detector hears.
 */
public final class DeEsser extends TickedProcessor implements Reducing {
    /** Parameters, in the order of the registry. */
    static final int MODE = 0;

    static final int FREQUENCY = 1;
    static final int THRESHOLD = 2;
    static final int RATIO = 3;
    static final int RANGE = 4;
    static final int ATTACK = 5;
    static final int RELEASE = 6;
    static final int LISTEN = 7;

    static final double KNEE_DECIBELS = 6;

    private static final double[] DETECTOR_QS = {0.541196100146197, 1.3065629648763766};

    private final GainComputer computer = new GainComputer();
    private final BiquadCascade detector = new BiquadCascade(DETECTOR_QS.length);
    private final BiquadCascade treble = new BiquadCascade(1);
    private final FilterDesign design = new FilterDesign();
    private final Biquad section = new Biquad();
    private final double[][] mono = new double[1][TICK_FRAMES];
    private final double[][] stereo = new double[2][TICK_FRAMES];
    private final double[] gains = new double[TICK_FRAMES];

    private int sampleRateHertz;
    private boolean wide;
    private boolean listening;
    private double range;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        wide = parameters[MODE] >= 0.5;
        listening = parameters[LISTEN] >= 0.5;
        range = parameters[RANGE] / GainComputer.DECIBELS_PER_LOG2;
        computer.curve(parameters[THRESHOLD], 1 - 1 / parameters[RATIO], KNEE_DECIBELS);
        computer.times(
                0,
                GainComputer.keep(parameters[ATTACK], sampleRateHertz),
                GainComputer.keep(parameters[RELEASE], sampleRateHertz));
        double corner = FilterDesign.corner(parameters[FREQUENCY], sampleRateHertz);
        detector.clear();
        for (int i = 0; i < DETECTOR_QS.length; i++) {
            design.highPass(section, corner, DETECTOR_QS[i]);
            detector.add(i, section);
        }
        double k = DspMath.tanPi(corner);
        section.set(1, -1, 0, 1 + k, k - 1, 0);
        treble.clear();
        treble.add(0, section);
    }

    /** Whether in the next tick it turns something down, instead of letting hear what its detector does. */
    public boolean isPlain() {
        return !listening;
    }

    public boolean isWide() {
        return wide;
    }

    /** In units of 6.02 dB. */
    public double mostReduction() {
        return range;
    }

    public GainComputer computer() {
        return computer;
    }

    /** What the computer hears the signal through. */
    public BiquadCascade detector() {
        return detector;
    }

    /** What is turned down, unless all is: one section. */
    public BiquadCascade treble() {
        return treble;
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    @Override
    public double reductionDecibels() {
        return computer.reductionDecibels(GainComputer.REDUCTION);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        double[][] heard = copies(channels, from, frames);
        detector.process(heard, 0, frames);
        computer.demand(heard[0], heard[heard.length - 1], 0, frames, gains);
        for (int i = 0; i < frames; i++) {
            gains[i] = gains[i] > range ? range : gains[i];
        }
        computer.smooth(GainComputer.REDUCTION, gains, frames);
        for (int i = 0; i < frames; i++) {
            gains[i] = DspMath.fastExp2(-gains[i]);
        }
        if (listening) {
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(heard[c], 0, channels[c], from, frames);
            }
        }
        double[][] shelved = copies(channels, from, frames);
        treble.process(shelved, 0, frames);
        for (int c = 0; c < channels.length && !listening; c++) {
            turnDown(channels[c], from, frames, shelved[c]);
        }
    }

    private void turnDown(double[] x, int from, int frames, double[] above) {
        for (int i = 0; i < frames; i++) {
            if (wide) {
                x[from + i] *= gains[i];
            } else if (gains[i] != 1) {
                x[from + i] += (gains[i] - 1) * above[i];
            }
        }
    }

    private double[][] copies(double[][] channels, int from, int frames) {
        double[][] copies = channels.length == 1 ? mono : stereo;
        for (int c = 0; c < channels.length; c++) {
            System.arraycopy(channels[c], from, copies[c], 0, frames);
        }
        return copies;
    }

    @Override
    void endTick() {
        computer.flush();
        detector.flush();
        treble.flush();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        computer.exchange(state);
        detector.exchange(state);
        treble.exchange(state);
    }

    @Override
    void forget() {
        computer.forget();
        detector.forget();
        treble.forget();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
