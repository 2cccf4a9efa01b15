package foldback.dsp;

/**
 * A chorus or a flanger: the signal beside itself, a little later, and later by more and by less in turn.
 *
 * <p>Equations, per channel c: {@code w[n] = d(n - D_c[n])} of a line fed with {@code d[n] = x[n] + f w[n]}; {@code D_c = delay (1 + s
 * depth lfo(phase + c stereo))}, s = 0.5 for the chorus and 0.95 for the flanger; {@code y = x + mix (w - x)}.
 *
 * <p>Source: Jon Dattorro, Effect Design Part 2: Delay-Line Modulation and Chorus, JAES 45(10), 1997, figure 36 and table 6 (the
 * industry-standard chorus and flanger). Departure: cubic instead of allpass interpolation, see {@link FractionalDelay}: an
 * allpass has transients where the delay moves.
 *
 * <p>Range: as in the registry; the line is never read nearer than two frames. Delay, depth, feedback and mix move in straight lines
 * over a tick. A mix of 0 changes no bit. Followed tempo: see {@link Lfo}.
 */
public final class ModulatedDelay extends TickedProcessor implements TempoProcessor {
    /** Parameters, in the order of the registry. */
    static final int RATE = 0;

    static final int SYNC = 1;
    static final int DEPTH = 2;
    static final int DELAY = 3;
    static final int FEEDBACK = 4;
    static final int PHASE = 5;
    static final int WAVEFORM = 6;
    static final int MIX = 7;

    private static final double CHORUS_SWEEP = 0.5;
    private static final double LONGEST_CHORUS_MILLISECONDS = 50;
    private static final double FLANGER_SWEEP = 0.95;
    private static final double LONGEST_FLANGER_MILLISECONDS = 15;
    private static final double DEGREES_PER_TURN = 360;

    private final double sweep;
    private final double longestMilliseconds;
    private final Lfo lfo = new Lfo();
    private final Ramp delayFrames = new Ramp();
    private final Ramp sweepFrames = new Ramp();
    private final Ramp feedback = new Ramp();
    private final Ramp mix = new Ramp();
    private FractionalDelay[] lines = new FractionalDelay[0];
    private int sampleRateHertz;
    private int waveform;
    private double stereoTurns;

    private ModulatedDelay(double sweep, double longestMilliseconds) {
        this.sweep = sweep;
        this.longestMilliseconds = longestMilliseconds;
    }

    public static ModulatedDelay chorus() {
        return new ModulatedDelay(CHORUS_SWEEP, LONGEST_CHORUS_MILLISECONDS);
    }

    public static ModulatedDelay flanger() {
        return new ModulatedDelay(FLANGER_SWEEP, LONGEST_FLANGER_MILLISECONDS);
    }

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        lfo.prepare(sampleRateHertz);
        lines = new FractionalDelay[channels];
        for (int c = 0; c < channels; c++) {
            lines[c] = new FractionalDelay((1 + sweep) * longestMilliseconds * sampleRateHertz / 1000);
        }
        reset();
    }

    @Override
    public void tempo(double beatsPerMinute, double beat) {
        lfo.tempo(beatsPerMinute, beat);
    }

    @Override
    public void configure(double[] parameters) {
        lfo.configure(parameters[RATE], (int) parameters[SYNC]);
        waveform = (int) parameters[WAVEFORM];
        stereoTurns = parameters[PHASE] / DEGREES_PER_TURN;
        double frames = parameters[DELAY] * sampleRateHertz / 1000;
        delayFrames.aim(frames);
        sweepFrames.aim(frames * sweep * parameters[DEPTH]);
        feedback.aim(parameters[FEEDBACK]);
        mix.aim(parameters[MIX]);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double base = delayFrames.next();
            double swept = sweepFrames.next();
            double fedBack = feedback.next();
            double wetShare = mix.next();
            for (int c = 0; c < channels.length; c++) {
                double wave = Lfo.wave(waveform, lfo.phase() + c * stereoTurns);
                double wanted = base + swept * wave;
                double delay = wanted < FractionalDelay.SHORTEST_FRAMES ? FractionalDelay.SHORTEST_FRAMES : wanted;
                double dry = channels[c][i];
                double wet = lines[c].read(delay);
                lines[c].push(dry + fedBack * wet);
                channels[c][i] = wetShare == 0 ? dry : dry + wetShare * (wet - dry);
            }
            lfo.advance();
        }
    }

    @Override
    void endTick() {
        lfo.endTick();
        landAll();
    }

    private void landAll() {
        delayFrames.land();
        sweepFrames.land();
        feedback.land();
        mix.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        lfo.exchange(state);
        for (FractionalDelay line : lines) {
            line.exchange(state);
        }
    }

    @Override
    void forget() {
        lfo.forget();
        for (FractionalDelay line : lines) {
            line.forget();
        }
        delayFrames.settle();
        sweepFrames.settle();
        feedback.settle();
        mix.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
