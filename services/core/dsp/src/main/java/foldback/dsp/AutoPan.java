package foldback.dsp;

/**
 * An auto-pan: the signal goes from side to side.
 *
 * <p>Equations: the place {@code p = depth lfo(phase + start)}, -1 is left; {@code y_L = x_L sqrt(2) cos(pi (1 + p) / 4)}, {@code y_R =
 * x_R sqrt(2) sin(pi (1 + p) / 4)}, of which mix takes its share. Together the sides keep their power; in the middle both are
 * as they were, at a side that one is 3 dB up.
 *
 * <p>Source: the sine law of Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section 5.3.1. Waves: see {@link Lfo}.
 * Range: as in the registry. A depth or a mix of 0 changes no bit. Departure: on one channel, where there are no sides, nothing happens.
 */
public final class AutoPan extends TickedProcessor implements TempoProcessor {
    /** Parameters, in the order of the registry. */
    static final int RATE = 0;

    static final int SYNC = 1;
    static final int DEPTH = 2;
    static final int PHASE = 3;
    static final int WAVEFORM = 4;
    static final int MIX = 5;

    private static final double DEGREES_PER_TURN = 360;
    private static final double SQRT_2 = 1.4142135623730951;

    private final Lfo lfo = new Lfo();
    private final Ramp depth = new Ramp();
    private final Ramp mix = new Ramp();
    private int waveform;
    private double startTurns;

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        lfo.prepare(sampleRateHertz);
        reset();
    }

    @Override
    public void tempo(double beatsPerMinute, double beat) {
        lfo.tempo(beatsPerMinute, beat);
    }

    @Override
    public void configure(double[] parameters) {
        lfo.configure(parameters[RATE], (int) parameters[SYNC]);
        startTurns = parameters[PHASE] / DEGREES_PER_TURN;
        waveform = (int) parameters[WAVEFORM];
        depth.aim(parameters[DEPTH]);
        mix.aim(parameters[MIX]);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double place = depth.next() * Lfo.wave(waveform, lfo.phase() + startTurns);
            double share = mix.next();
            lfo.advance();
            if (place != 0 && share != 0 && channels.length == 2) {
                double quarters = (1 + place) / 4;
                channels[0][i] *= 1 + share * (SQRT_2 * DspMath.cosPi(quarters) - 1);
                channels[1][i] *= 1 + share * (SQRT_2 * DspMath.sinPi(quarters) - 1);
            }
        }
    }

    @Override
    void endTick() {
        lfo.endTick();
        depth.land();
        mix.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        lfo.exchange(state);
    }

    @Override
    void forget() {
        lfo.forget();
        depth.settle();
        mix.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
