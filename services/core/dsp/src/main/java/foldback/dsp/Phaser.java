package foldback.dsp;

import java.util.Arrays;

/**
 * A phaser: the signal beside itself through allpasses whose corner goes up and down, which makes notches that wander.
 *
 * <p>Equations: each of N stages is {@code y[n] = a x[n] + x[n-1] - a y[n-1]} with {@code a = (t - 1) / (t + 1)}, {@code t = tan(pi f /
 * rate)}: it turns the phase by 90 degrees at f. {@code f = centre * 2^(2 depth lfo)}: two octaves up and down at most. The last
 * stage is fed back to the first; {@code y = x + mix (w - x)}. N stages have N / 2 notches where mix is a half.
 *
 * <p>Source: Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section 2.4.2; Smith, Physical Audio Signal Processing,
 * 2010, section Phasing with First-Order Allpass Filters. Departure: the feedback is one frame late, as there must be a delay in a loop.
 *
 * <p>Range: as in the registry; f is kept from 20 Hz to 0.45 of the rate. Coefficients are calculated every 16 frames and go in
 * straight lines between. Feedback and mix move over a tick. A mix of 0 changes no bit.
 */
public final class Phaser extends TickedProcessor implements TempoProcessor {
    /** Parameters, in the order of the registry. */
    static final int RATE = 0;

    static final int SYNC = 1;
    static final int DEPTH = 2;
    static final int FREQUENCY = 3;
    static final int FEEDBACK = 4;
    static final int PHASE = 5;
    static final int WAVEFORM = 6;
    static final int MIX = 7;
    static final int STAGES = 8;

    private static final int[] STAGE_COUNTS = {4, 6, 8, 12};
    private static final int MOST_STAGES = 12;
    private static final double OCTAVES = 2;
    private static final double LOWEST_HERTZ = 20;
    private static final double HIGHEST_PART_OF_RATE = 0.45;
    private static final double DEGREES_PER_TURN = 360;

    /** Divides a tick. */
    private static final int DESIGN_FRAMES = 16;

    private final Lfo lfo = new Lfo();
    private final Ramp feedback = new Ramp();
    private final Ramp mix = new Ramp();
    private double[][] inputs = new double[0][];
    private double[][] outputs = new double[0][];
    private double[] coefficients = new double[0];
    private double[] slopes = new double[0];
    private int framesUntilDesign;
    private int sampleRateHertz;
    private int stages = STAGE_COUNTS[0];
    private int waveform;
    private double stereoTurns;
    private double centreHertz;
    private double octaves;

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        lfo.prepare(sampleRateHertz);
        inputs = new double[channels][MOST_STAGES];
        outputs = new double[channels][MOST_STAGES];
        coefficients = new double[channels];
        slopes = new double[channels];
        reset();
    }

    @Override
    public void tempo(double beatsPerMinute, double beat) {
        lfo.tempo(beatsPerMinute, beat);
    }

    @Override
    public void configure(double[] parameters) {
        lfo.configure(parameters[RATE], (int) parameters[SYNC]);
        octaves = OCTAVES * parameters[DEPTH];
        centreHertz = parameters[FREQUENCY];
        stereoTurns = parameters[PHASE] / DEGREES_PER_TURN;
        waveform = (int) parameters[WAVEFORM];
        stages = STAGE_COUNTS[(int) parameters[STAGES]];
        feedback.aim(parameters[FEEDBACK]);
        mix.aim(parameters[MIX]);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            if (framesUntilDesign == 0) {
                design();
            }
            framesUntilDesign--;
            double fedBack = feedback.next();
            double wetShare = mix.next();
            for (int c = 0; c < channels.length; c++) {
                double dry = channels[c][i];
                double wet = throughStages(c, dry + fedBack * outputs[c][stages - 1]);
                coefficients[c] += slopes[c];
                channels[c][i] = wetShare == 0 ? dry : dry + wetShare * (wet - dry);
            }
            lfo.advance();
        }
    }

    private void design() {
        framesUntilDesign = DESIGN_FRAMES;
        for (int c = 0; c < coefficients.length; c++) {
            double turns = lfo.phase() + c * stereoTurns;
            double start = coefficient(turns);
            double end = coefficient(turns + DESIGN_FRAMES * lfo.increment());
            coefficients[c] = start;
            slopes[c] = (end - start) / DESIGN_FRAMES;
        }
    }

    private double coefficient(double turns) {
        double wanted = centreHertz * DspMath.exp2(octaves * Lfo.wave(waveform, turns));
        double highest = HIGHEST_PART_OF_RATE * sampleRateHertz;
        double hertz = wanted < LOWEST_HERTZ ? LOWEST_HERTZ : wanted > highest ? highest : wanted;
        double t = DspMath.tanPi(hertz / sampleRateHertz);
        return (t - 1) / (t + 1);
    }

    private double throughStages(int channel, double sample) {
        double a = coefficients[channel];
        double[] in = inputs[channel];
        double[] out = outputs[channel];
        double x = sample;
        for (int s = 0; s < stages; s++) {
            double y = a * (x - out[s]) + in[s];
            in[s] = x;
            out[s] = y;
            x = y;
        }
        return x;
    }

    @Override
    void endTick() {
        lfo.endTick();
        feedback.land();
        mix.land();
        for (int c = 0; c < inputs.length; c++) {
            for (int s = 0; s < MOST_STAGES; s++) {
                inputs[c][s] = DspMath.flushed(inputs[c][s]);
                outputs[c][s] = DspMath.flushed(outputs[c][s]);
            }
        }
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        lfo.exchange(state);
        for (int c = 0; c < inputs.length; c++) {
            state.numbers(inputs[c]);
            state.numbers(outputs[c]);
        }
    }

    @Override
    void forget() {
        lfo.forget();
        feedback.settle();
        mix.settle();
        framesUntilDesign = 0;
        for (int c = 0; c < inputs.length; c++) {
            Arrays.fill(inputs[c], 0);
            Arrays.fill(outputs[c], 0);
        }
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
