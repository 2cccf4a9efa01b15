package foldback.dsp;

/**
 * A compressor for each of two to four bands: {@link Crossover} splits, {@link GainComputer} turns down, both channels alike. A sidechain is
 * split in the same way: what it has in a band turns that band down.
 *
 * <p>Equations: {@code y = sum over the bands of x_k ((1 - mix) + mix gain_k 2^-s_k)}; {@code 1 - mix} and {@code mix gain} are ramped.
 * Sources: theirs.
 *
 * <p>Range: as in the registry. With every ratio at 1 and every gain at 0 dB, or at a mix of 0, it is out of the circuit and changes no
 * bit, though the bands' sum would turn the phase; it comes and goes in a straight line over a tick.
 */
public final class MultibandCompressor extends TickedKeyedProcessor {
    /** Parameters, in the order of the registry. */
    static final int BANDS = 0;

    static final int FIRST_CROSSOVER = 1;
    static final int KNEE = 4;
    static final int DETECTOR = 5;
    static final int MIX = 6;
    static final int FIRST_BAND = 7;

    /** Parameters of a band, in the order of the registry. */
    static final int THRESHOLD = 0;

    static final int RATIO = 1;
    static final int ATTACK = 2;
    static final int RELEASE = 3;
    static final int GAIN = 4;
    static final int PARAMETERS_PER_BAND = 5;

    private static final int FEWEST_BANDS = 2;
    private static final int MOST_BANDS = Crossover.MOST_BANDS;

    private final Crossover crossover = new Crossover();
    private final GainComputer[] computers = new GainComputer[MOST_BANDS];
    private final TickRamp dry = new TickRamp();
    private final TickRamp[] wet = new TickRamp[MOST_BANDS];
    private final TickRamp engaged = new TickRamp();
    private final double[] crossovers = new double[MOST_BANDS - 1];
    private final double[] gains = new double[TICK_FRAMES];
    private final Crossover keyCrossover = new Crossover();
    private final double[][][] keyParts = new double[MOST_BANDS][2][TICK_FRAMES];
    private double[][][] parts = new double[0][][];

    private int sampleRateHertz;
    private int bands = FEWEST_BANDS;

    public MultibandCompressor() {
        for (int band = 0; band < MOST_BANDS; band++) {
            computers[band] = new GainComputer();
            wet[band] = new TickRamp();
        }
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        parts = new double[MOST_BANDS][channels][TICK_FRAMES];
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        bands = FEWEST_BANDS + (int) parameters[BANDS];
        System.arraycopy(parameters, FIRST_CROSSOVER, crossovers, 0, crossovers.length);
        crossover.configure(bands, crossovers, sampleRateHertz);
        keyCrossover.configure(bands, crossovers, sampleRateHertz);
        double mix = parameters[MIX];
        double detectorKeep =
                parameters[DETECTOR] < 0.5 ? 0 : GainComputer.keep(Compressor.RMS_MILLISECONDS, sampleRateHertz);
        boolean neutral = true;
        for (int band = 0; band < MOST_BANDS; band++) {
            int at = FIRST_BAND + band * PARAMETERS_PER_BAND;
            computers[band].curve(parameters[at + THRESHOLD], 1 - 1 / parameters[at + RATIO], parameters[KNEE]);
            computers[band].times(
                    detectorKeep,
                    GainComputer.keep(parameters[at + ATTACK], sampleRateHertz),
                    GainComputer.keep(parameters[at + RELEASE], sampleRateHertz));
            wet[band].target(mix * DspMath.decibelsToLinear(parameters[at + GAIN]));
            neutral &= band >= bands || (parameters[at + RATIO] == 1 && parameters[at + GAIN] == 0);
        }
        dry.target(1 - mix);
        engaged.target(neutral || mix == 0 ? 0 : 1);
    }

    /** How far a band is turned down at this moment, in decibels, 0 or more. */
    public double reductionDecibels(int band) {
        return computers[band].reductionDecibels(GainComputer.REDUCTION);
    }

    @Override
    void processWithinTick(double[][] channels, double[][] key, int from, int frames, int frame) {
        crossover.split(channels, from, frames, parts);
        double[][][] heard = parts;
        if (isAnother(key, channels)) {
            keyCrossover.split(key, from, frames, keyParts);
            heard = keyParts;
        }
        for (int band = 0; band < bands; band++) {
            double[][] part = parts[band];
            computers[band].demand(heard[band][0], heard[band][key.length - 1], 0, frames, gains);
            computers[band].smooth(GainComputer.REDUCTION, gains, frames);
            GainComputer.gains(gains, frames, frame, dry, wet[band]);
            for (double[] x : part) {
                for (int i = 0; i < frames; i++) {
                    x[i] *= gains[i];
                }
            }
        }
        if (engaged.rests(0)) {
            return;
        }
        for (int c = 0; c < channels.length; c++) {
            sum(channels[c], c, from, frames, frame);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the signal that drives itself was split already
    private static boolean isAnother(double[][] key, double[][] channels) {
        return key != channels;
    }

    private void sum(double[] x, int channel, int from, int frames, int frame) {
        boolean ramped = !engaged.rests(1);
        for (int i = 0; i < frames; i++) {
            double sum = parts[0][channel][i];
            for (int band = 1; band < bands; band++) {
                sum += parts[band][channel][i];
            }
            x[from + i] = ramped ? x[from + i] + engaged.at(frame + i) * (sum - x[from + i]) : sum;
        }
    }

    @Override
    void endTick() {
        crossover.flush();
        keyCrossover.flush();
        for (int band = 0; band < MOST_BANDS; band++) {
            computers[band].flush();
            wet[band].endTick();
        }
        dry.endTick();
        engaged.endTick();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        crossover.exchange(state);
        keyCrossover.exchange(state);
        for (GainComputer computer : computers) {
            computer.exchange(state);
        }
    }

    @Override
    void forget() {
        crossover.forget();
        keyCrossover.forget();
        for (int band = 0; band < MOST_BANDS; band++) {
            computers[band].forget();
            wet[band].reset();
        }
        dry.reset();
        engaged.reset();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
