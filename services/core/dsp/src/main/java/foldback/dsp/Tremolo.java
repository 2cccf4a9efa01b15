package foldback.dsp;

/**
 * A tremolo: the level goes up and down.
 *
 * <p>Equation, per channel c: {@code y = x (1 - mix depth (1 - lfo(phase + c stereo)) / 2)}: at the top of the wave the signal as it is,
 * at its bottom lower by the depth.
 *
 * <p>Source: Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section 3.3.2 (amplitude modulation). Waves: see {@link
 * Lfo}. Range: as in the registry. A depth or a mix of 0 changes no bit. No departures.
 */
public final class Tremolo extends TickedProcessor implements TempoProcessor {
    /** Parameters, in the order of the registry. */
    static final int RATE = 0;

    static final int SYNC = 1;
    static final int DEPTH = 2;
    static final int PHASE = 3;
    static final int WAVEFORM = 4;
    static final int MIX = 5;

    private static final double DEGREES_PER_TURN = 360;

    private final Lfo lfo = new Lfo();
    private final Ramp depth = new Ramp();
    private int waveform;
    private double stereoTurns;

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
        stereoTurns = parameters[PHASE] / DEGREES_PER_TURN;
        waveform = (int) parameters[WAVEFORM];
        depth.aim(parameters[DEPTH] * parameters[MIX]);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double halfDepth = depth.next() / 2;
            for (int c = 0; c < channels.length; c++) {
                double below = 1 - Lfo.wave(waveform, lfo.phase() + c * stereoTurns);
                channels[c][i] *= 1 - halfDepth * below;
            }
            lfo.advance();
        }
    }

    @Override
    void endTick() {
        lfo.endTick();
        depth.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        lfo.exchange(state);
    }

    @Override
    void forget() {
        lfo.forget();
        depth.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
