package foldback.dsp;

/**
 * An echo: stereo, or from side to side.
 *
 * <p>Equations: {@code w_c[n] = d_c(n - D)} of lines fed with {@code d = x + f h(w)} for each channel; in ping-pong {@code d_L = (x_L +
 * x_R) / 2 + f h(w_R)} and {@code d_R = h(w_L)}, so that the echoes go left, right, left, each pair lower by f; h is a low and a high cut
 * of 6 dB an octave, which every echo passes once more than the one before. D = time + depth (1 + sin) / 2 of the modulation, a quarter
 * of a turn apart between the sides. Ducking by d dB: {@code w 10^(-d e / 20)}, {@code e = min(1, 10 p)} of the input's peak p, which
 * rises within 5 ms and falls within 200 ms, so that full ducking is reached at -20 dBFS. Width scales the echoes' side signal.
 * {@code y = x + mix (w - x)}.
 *
 * <p>Source: Jon Dattorro, Effect Design Part 2, JAES 45(10), 1997; Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section
 * 2.6. Read between the samples: see {@link FractionalDelay}.
 *
 * <p>Range: as in the registry. A length of note that lasts more than 5 s is halved until it does not. A new time is faded to within a
 * tick: no click, and no change of pitch. Feedback, ducking, modulation depth, width and mix move in straight lines over a tick.
 * A low cut of 20 Hz and a high cut of 20 kHz are none. A mix of 0 changes no bit. On one channel, ping-pong is stereo.
 */
public final class Delay extends TickedProcessor implements TempoProcessor {
    /** Parameters, in the order of the registry. */
    static final int TIME = 0;

    static final int SYNC = 1;
    static final int MODE = 2;
    static final int FEEDBACK = 3;
    static final int LOW_CUT = 4;
    static final int HIGH_CUT = 5;
    static final int DUCKING = 6;
    static final int MODULATION_RATE = 7;
    static final int MODULATION = 8;
    static final int WIDTH = 9;
    static final int MIX = 10;

    private static final int PING_PONG = 1;
    private static final double LONGEST_SECONDS = 5;
    private static final double DEEPEST_MODULATION_SECONDS = 0.01;
    private static final double NO_LOW_CUT_HERTZ = 20;
    private static final double NO_HIGH_CUT_HERTZ = 20_000;
    private static final double DUCKING_RISE_SECONDS = 0.005;
    private static final double DUCKING_FALL_SECONDS = 0.2;
    private static final double PER_FULL_DUCKING = 10;
    private static final double DECIBELS_PER_LOG2 = 6.020599913279624;
    private static final double QUARTER_TURN = 0.25;

    private final SongClock clock = new SongClock();
    private final Lfo modulation = new Lfo();
    private final Ramp feedback = new Ramp();
    private final Ramp ducking = new Ramp();
    private final Ramp modulationFrames = new Ramp();
    private final Ramp width = new Ramp();
    private final Ramp mix = new Ramp();

    /** From 0, the time it was, to 1, the time it shall be. */
    private double faded = 1;

    private double oldFrames;
    private double newFrames;
    private boolean fresh = true;

    private FractionalDelay[] lines = new FractionalDelay[0];
    private OnePole[] lowCuts = new OnePole[0];
    private OnePole[] highCuts = new OnePole[0];
    private final double[] echoes = new double[2];
    private double presence;

    private int sampleRateHertz;
    private double milliseconds;
    private int note;
    private boolean pingPong;
    private boolean cutsLows;
    private boolean cutsHighs;
    private double presenceRise;
    private double presenceFall;

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        clock.prepare(sampleRateHertz);
        modulation.prepare(sampleRateHertz);
        lines = new FractionalDelay[channels];
        lowCuts = new OnePole[channels];
        highCuts = new OnePole[channels];
        for (int c = 0; c < channels; c++) {
            lines[c] = new FractionalDelay((LONGEST_SECONDS + DEEPEST_MODULATION_SECONDS) * sampleRateHertz);
            lowCuts[c] = new OnePole();
            highCuts[c] = new OnePole();
        }
        presenceRise = 1 - DspMath.exp(-1 / (DUCKING_RISE_SECONDS * sampleRateHertz));
        presenceFall = 1 - DspMath.exp(-1 / (DUCKING_FALL_SECONDS * sampleRateHertz));
        reset();
    }

    @Override
    public void tempo(double beatsPerMinute, double beat) {
        clock.tell(beatsPerMinute, beat);
        retime();
    }

    @Override
    public void configure(double[] parameters) {
        milliseconds = parameters[TIME];
        note = (int) parameters[SYNC];
        pingPong = (int) parameters[MODE] == PING_PONG;
        feedback.aim(parameters[FEEDBACK]);
        cutsLows = parameters[LOW_CUT] > NO_LOW_CUT_HERTZ;
        cutsHighs = parameters[HIGH_CUT] < NO_HIGH_CUT_HERTZ;
        for (int c = 0; c < lines.length; c++) {
            lowCuts[c].tune(parameters[LOW_CUT], sampleRateHertz);
            highCuts[c].tune(parameters[HIGH_CUT], sampleRateHertz);
        }
        ducking.aim(parameters[DUCKING] / DECIBELS_PER_LOG2);
        modulation.configure(parameters[MODULATION_RATE], NoteLength.OFF);
        modulationFrames.aim(parameters[MODULATION] * sampleRateHertz / 1000);
        width.aim(parameters[WIDTH]);
        mix.aim(parameters[MIX]);
        retime();
        if (fresh) {
            land();
        }
        fresh = false;
    }

    private void retime() {
        double longest = LONGEST_SECONDS * sampleRateHertz;
        double frames = milliseconds * sampleRateHertz / 1000;
        if (note != NoteLength.OFF) {
            frames = NoteLength.beats(note) / clock.beatsPerFrame();
            while (frames > longest) {
                frames /= 2;
            }
        }
        newFrames = frames < FractionalDelay.SHORTEST_FRAMES ? FractionalDelay.SHORTEST_FRAMES : frames;
        faded = newFrames == oldFrames ? 1 : 0;
    }

    private void land() {
        oldFrames = newFrames;
        faded = 1;
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double fedBack = feedback.next();
            double depth = modulationFrames.next() / 2;
            for (int c = 0; c < channels.length; c++) {
                double moved = depth == 0 ? 0 : depth * (1 + Lfo.wave(Lfo.SINE, modulation.phase() + c * QUARTER_TURN));
                echoes[c] = echo(lines[c], moved);
            }
            modulation.advance();
            feed(channels, i, fedBack);
            fadeOn();
            duck(channels, i);
            if (channels.length == 1) {
                width.next();
            } else {
                double halfSide = width.next() * (echoes[0] - echoes[1]) / 2;
                double middle = (echoes[0] + echoes[1]) / 2;
                echoes[0] = middle + halfSide;
                echoes[1] = middle - halfSide;
            }
            double wetShare = mix.next();
            for (int c = 0; c < channels.length; c++) {
                double dry = channels[c][i];
                channels[c][i] = wetShare == 0 ? dry : dry + wetShare * (echoes[c] - dry);
            }
        }
    }

    private double echo(FractionalDelay line, double moved) {
        double now = line.read(newFrames + moved);
        if (faded == 1) {
            return now;
        }
        double before = line.read(oldFrames + moved);
        return before + faded * (now - before);
    }

    private void fadeOn() {
        if (faded < 1) {
            faded += 1.0 / TICK_FRAMES;
        }
    }

    private void feed(double[][] channels, int i, double fedBack) {
        if (channels.length == 1) {
            lines[0].push(channels[0][i] + fedBack * cut(0, echoes[0]));
            return;
        }
        double left = cut(0, echoes[0]);
        double right = cut(1, echoes[1]);
        if (pingPong) {
            lines[0].push((channels[0][i] + channels[1][i]) / 2 + fedBack * right);
            lines[1].push(left);
        } else {
            lines[0].push(channels[0][i] + fedBack * left);
            lines[1].push(channels[1][i] + fedBack * right);
        }
    }

    private double cut(int channel, double echo) {
        double withoutLows = lowCuts[channel].highPassed(echo);
        double cutLow = cutsLows ? withoutLows : echo;
        double withoutHighs = highCuts[channel].lowPassed(cutLow);
        return cutsHighs ? withoutHighs : cutLow;
    }

    private void duck(double[][] channels, int i) {
        double peak = Math.abs(channels[0][i]);
        if (channels.length == 2) {
            double other = Math.abs(channels[1][i]);
            peak = other > peak ? other : peak;
        }
        presence += (peak > presence ? presenceRise : presenceFall) * (peak - presence);
        double octaves = ducking.next();
        if (octaves > 0) {
            double full = presence * PER_FULL_DUCKING;
            double gain = DspMath.exp2(-octaves * (full > 1 ? 1 : full));
            echoes[0] *= gain;
            echoes[1] *= gain;
        }
    }

    @Override
    void endTick() {
        clock.endTick();
        modulation.endTick();
        land();
        presence = DspMath.flushed(presence);
        for (int c = 0; c < lines.length; c++) {
            lowCuts[c].flush();
            highCuts[c].flush();
        }
        feedback.land();
        ducking.land();
        modulationFrames.land();
        width.land();
        mix.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        clock.exchange(state);
        modulation.exchange(state);
        oldFrames = state.number(oldFrames);
        retime();
        presence = state.number(presence);
        for (int c = 0; c < lines.length; c++) {
            lines[c].exchange(state);
            lowCuts[c].exchange(state);
            highCuts[c].exchange(state);
        }
    }

    @Override
    void forget() {
        clock.forget();
        modulation.forget();
        retime();
        land();
        fresh = true;
        presence = 0;
        for (int c = 0; c < lines.length; c++) {
            lines[c].forget();
            lowCuts[c].forget();
            highCuts[c].forget();
        }
        feedback.settle();
        ducking.settle();
        modulationFrames.settle();
        width.settle();
        mix.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
