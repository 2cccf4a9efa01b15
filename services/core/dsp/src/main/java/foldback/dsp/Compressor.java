package foldback.dsp;

/**
 * A feed-forward compressor with smoothing in decibels: {@link GainComputer} has equations and source. What it adds around that:
 *
 * <ul>
 *   <li>a detector of peaks or of the RMS level over {@value #RMS_MILLISECONDS} ms, on the signal itself or on a sidechain, through a
 *       {@link KeyFilter};
 *   <li>a link: at 1 the louder channel decides for both, at 0 each for itself, between them each in between;
 *   <li>a hold before the release, and a release that follows the material ({@link CrestRelease});
 *   <li>a look-ahead, which delays the signal and not the key;
 *   <li>output {@code x ((1 - mix) + mix makeup 2^-s)}, in which {@code 1 - mix} and {@code mix makeup} are ramped.
 * </ul>
 *
 * <p>Range: as in the registry. A ratio of 1 without make-up, or a mix of 0, changes no bit.
 */
public final class Compressor extends TickedKeyedProcessor implements Reducing {
    /** Parameters, in the order of the registry. */
    static final int THRESHOLD = 0;

    static final int RATIO = 1;
    static final int KNEE = 2;
    static final int ATTACK = 3;
    static final int RELEASE = 4;
    static final int MAKEUP = 5;
    static final int MIX = 6;
    static final int DETECTOR = 7;
    static final int INFINITE = 8;
    static final int HOLD = 9;
    static final int AUTO_RELEASE = 10;
    static final int LOOK_AHEAD = 11;
    static final int LINK = 12;
    static final int KEY_HIGH_PASS = 13;
    static final int KEY_LOW_PASS = 14;
    static final int PARAMETERS = 15;

    static final double RMS_MILLISECONDS = 10;

    private final GainComputer computer = new GainComputer();
    private final KeyFilter keyFilter = new KeyFilter();
    private final LookAhead lookAhead = new LookAhead();
    private final CrestRelease crest = new CrestRelease();
    private final TickRamp dry = new TickRamp();
    private final TickRamp wet = new TickRamp();
    private final double[] gainsLeft = new double[TICK_FRAMES];
    private final double[] gainsRight = new double[TICK_FRAMES];

    private int sampleRateHertz;
    private double releaseMilliseconds;
    private double holdFrames;
    private double link;
    private boolean mono;
    private boolean apart;
    private boolean autoRelease;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        mono = channels == 1;
        lookAhead.prepare(sampleRateHertz, channels);
        crest.prepare(sampleRateHertz);
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        double slope = parameters[INFINITE] >= 0.5 ? 1 : 1 - 1 / parameters[RATIO];
        computer.curve(parameters[THRESHOLD], slope, parameters[KNEE]);
        releaseMilliseconds = parameters[RELEASE];
        computer.times(
                parameters[DETECTOR] < 0.5 ? 0 : GainComputer.keep(RMS_MILLISECONDS, sampleRateHertz),
                GainComputer.keep(parameters[ATTACK], sampleRateHertz),
                GainComputer.keep(releaseMilliseconds, sampleRateHertz));
        dry.target(1 - parameters[MIX]);
        wet.target(parameters[MIX] * DspMath.decibelsToLinear(parameters[MAKEUP]));
        holdFrames = (int) (parameters[HOLD] * sampleRateHertz / 1000 + 0.5);
        link = parameters[LINK];
        apart = link < 1 && !mono;
        autoRelease = parameters[AUTO_RELEASE] >= 0.5;
        lookAhead.configure(parameters[LOOK_AHEAD]);
        keyFilter.configure(parameters[KEY_HIGH_PASS], parameters[KEY_LOW_PASS], sampleRateHertz);
        automate();
    }

    private void automate() {
        if (autoRelease) {
            computer.release(crest.releaseKeep(releaseMilliseconds));
        }
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more; of the channel that is turned down more. */
    @Override
    public double reductionDecibels() {
        double left = computer.reductionDecibels(GainComputer.REDUCTION);
        double right = computer.reductionDecibels(GainComputer.REDUCTION_RIGHT);
        return apart && left < right ? right : left;
    }

    /**
     * Whether in the next tick this compressor, driven by the signal itself, is all of {@link #computer} and {@link #ramps} and
     * nothing else: linked, and without hold, automatic release, look-ahead and filtered key. Whoever runs those instead calls
     * {@link #tickWasRun} at the end of the tick.
     */
    public boolean isPlain() {
        return !apart && holdFrames == 0 && !autoRelease && lookAhead.frames() == 0 && keyFilter.isOut();
    }

    public GainComputer computer() {
        return computer;
    }

    /**
     * How much the signal and how much the turned down signal is heard: at frame i of the tick they are {@code dry + i dryStep}
     * and {@code wet + i wetStep}.
     *
     * @param into dry, dryStep, wet and wetStep, at an index and every {@code stride} numbers after it
     */
    public void ramps(double[] into, int at, int stride) {
        into[at] = dry.from();
        into[at + stride] = dry.step();
        into[at + 2 * stride] = wet.from();
        into[at + 3 * stride] = wet.step();
    }

    /** Ends a tick that was run elsewhere. */
    public void tickWasRun() {
        endTick();
    }

    @Override
    void processWithinTick(double[][] channels, double[][] key, int from, int frames, int frameOfTick) {
        double[][] heard = keyFilter.isOut() ? key : keyFilter.filtered(key, from, frames);
        int at = keyFilter.isOut() ? from : 0;
        double[] left = heard[0];
        double[] right = heard[heard.length - 1];
        if (autoRelease) {
            crest.listen(left, right, at, frames);
        }
        if (!apart) {
            computer.demand(left, right, at, frames, gainsLeft);
            toGains(GainComputer.REDUCTION, gainsLeft, frames, frameOfTick);
            lookAhead.process(channels, from, frames);
            for (double[] channel : channels) {
                multiply(channel, from, frames, gainsLeft);
            }
        } else {
            computer.demandApart(left, right, at, frames, link, gainsLeft, gainsRight);
            toGains(GainComputer.REDUCTION, gainsLeft, frames, frameOfTick);
            toGains(GainComputer.REDUCTION_RIGHT, gainsRight, frames, frameOfTick);
            lookAhead.process(channels, from, frames);
            multiply(channels[0], from, frames, gainsLeft);
            multiply(channels[1], from, frames, gainsRight);
        }
    }

    private void toGains(int which, double[] wanted, int frames, int frameOfTick) {
        if (holdFrames == 0) {
            computer.smooth(which, wanted, frames);
        } else {
            computer.smoothHolding(which, wanted, frames, holdFrames);
        }
        GainComputer.gains(wanted, frames, frameOfTick, dry, wet);
    }

    private static void multiply(double[] x, int from, int frames, double[] gains) {
        for (int i = 0; i < frames; i++) {
            x[from + i] *= gains[i];
        }
    }

    @Override
    void endTick() {
        if (!apart) {
            computer.relink();
        }
        computer.flush();
        keyFilter.flush();
        crest.flush();
        dry.endTick();
        wet.endTick();
        automate();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        computer.exchange(state);
        keyFilter.exchange(state);
        lookAhead.exchange(state);
        crest.exchange(state);
        automate();
    }

    @Override
    void forget() {
        computer.forget();
        keyFilter.forget();
        lookAhead.forget();
        crest.forget();
        dry.reset();
        wet.reset();
        automate();
    }

    @Override
    public int latencyFrames() {
        return lookAhead.frames();
    }
}
