package foldback.dsp;

/**
 * Saturation: tape, tube, soft and hard clipping, bit reduction.
 *
 * <p>Equations, with drive g (linear), {@code k = g - 1} and bias b: the smooth models are {@code f(x) = 2 (tanh(k x + c) - tanh(c)) / (tanh(k
 * + c) + tanh(k - c))}: full scale stays full scale, and towards 0 dB of drive the curve becomes the straight line. Soft clip has {@code
 * c = b}; tube {@code c = 0.5 + b}, which bends one side before the other and makes even harmonics; tape {@code c = b} between an emphasis
 * of highs (10 dB, from 2.5 to 8 kHz) and its inverse, so that highs saturate first and quiet sounds stay flat. Hard clip is {@code f(x) =
 * min(max(g x, -1 + 0.9 max(0, -b)), 1 - 0.9 max(0, b))}. What asymmetry makes of DC a high-pass at 5 Hz takes off. Bit reduction holds the signal at a lower rate
 * and rounds it to {@code 2^(1 - bits)}, and knows no drive; its aliasing and noise are the effect, so it is not oversampled. Tone is a low-pass of 6 dB an
 * octave on what was made. {@code y = x + mix (output w - x)}.
 *
 * <p>Source: Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, sections 4.3.2 and 4.3.3 (tube by asymmetric clipping, tape by a
 * symmetric one); Jay McKnight, Tape Reproducer Response Measurements, AES 1967 (emphasis). Aliasing: {@link Oversampler}, and {@link
 * HardClip} after Parker, Zavalishin, Le Bivic, DAFx-16. No model has memory but for its filters: hysteresis is not modelled.
 *
 * <p>Range: as in the registry. A sample rate at or above that of the song, 24 bits, and a tone of 20 kHz are none. A drive of 0 dB
 * (not in bit reduction) is the signal itself, whatever the bias and tone; with an output of 0 dB, or a mix of 0, no bit changes. Drive
 * moves over a tick, as do output and mix. Everything is as late as the oversampling makes it.
 */
public final class Saturation extends TickedProcessor {
    /** Parameters, in the order of the registry. */
    static final int MODEL = 0;

    static final int DRIVE = 1;
    static final int BIAS = 2;
    static final int TONE = 3;
    static final int BITS = 4;
    static final int RATE = 5;
    static final int OUTPUT = 6;
    static final int MIX = 7;
    static final int OVERSAMPLING = 8;

    static final int TAPE = 0;
    static final int TUBE = 1;
    static final int SOFT_CLIP = 2;
    static final int HARD_CLIP = 3;
    static final int BIT_REDUCTION = 4;

    private static final int FACTORS = 3;
    private static final double TUBE_BIAS = 0.5;
    private static final double HARD_BIAS = 0.9;
    private static final double EMPHASIS_FROM_HERTZ = 2500;
    private static final double EMPHASIS_TO_HERTZ = 8000;
    private static final double DC_HERTZ = 5;
    private static final double NO_TONE_HERTZ = 20_000;
    private static final int ALL_BITS = 24;

    /** Adding and taking it away rounds a number below 2^51 to the nearest whole one, halves to even. */
    private static final double ROUNDING = 1.5 * (1L << 52);

    /** Beyond it a hyperbolic tangent is 1 to the last bit. */
    private static final double TANH_IS_ONE = 20;

    private final double[] drives = new double[TICK_FRAMES];
    private final double[] scales = new double[TICK_FRAMES];
    private final Ramp drive = new Ramp();
    private final Ramp saturated = new Ramp();
    private final Ramp output = new Ramp();
    private final Ramp mix = new Ramp();
    private Side[] sides = new Side[0];
    private int sampleRateHertz;
    private int oversampling = FACTORS - 1;
    private int model;
    private double bias;
    private boolean removesDc;
    private boolean darkens;
    private double steps = 1;
    private boolean rounds;
    private double holdIncrement = 1;

    /** What a channel has of its own. */
    private static final class Side {
        final Oversampler[] oversamplers = new Oversampler[FACTORS];
        final DelayLine[] dryDelays = new DelayLine[FACTORS];
        final HardClip hardClip = new HardClip();
        final double[] dry = new double[TICK_FRAMES];
        final double[] wet = new double[TICK_FRAMES];
        final OnePole dc = new OnePole();
        final OnePole tone = new OnePole();
        final Emphasis emphasis;
        final Emphasis deEmphasis;

        /** The smooth models wait as long as the hard clip takes. */
        double late1;

        double late2;
        double held;
        double holdPhase = 1;

        Side(int sampleRateHertz) {
            for (int f = 0; f < FACTORS; f++) {
                oversamplers[f] = new Oversampler(f + 1, HardClip.LATENCY_FRAMES);
                dryDelays[f] = new DelayLine(oversamplers[f].latencyFrames());
            }
            emphasis = Emphasis.lifting(EMPHASIS_FROM_HERTZ, EMPHASIS_TO_HERTZ, sampleRateHertz);
            deEmphasis = emphasis.inverse();
            dc.tune(DC_HERTZ, sampleRateHertz);
        }

        void forget() {
            for (int f = 0; f < FACTORS; f++) {
                oversamplers[f].forget();
                dryDelays[f].forget();
            }
            hardClip.forget();
            dc.forget();
            tone.forget();
            emphasis.forget();
            deEmphasis.forget();
            late1 = 0;
            late2 = 0;
            held = 0;
            holdPhase = 1;
        }
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        sides = new Side[channels];
        for (int c = 0; c < channels; c++) {
            sides[c] = new Side(sampleRateHertz);
        }
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        int wanted = (int) parameters[OVERSAMPLING];
        int wantedModel = (int) parameters[MODEL];
        if (wanted != oversampling || wantedModel != model) {
            oversampling = wanted;
            model = wantedModel;
            for (Side side : sides) {
                side.forget();
            }
        }
        double decibels = parameters[DRIVE];
        drive.aim(DspMath.decibelsToLinear(decibels));
        bias = parameters[BIAS];
        removesDc = model == TUBE || (bias != 0 && model != BIT_REDUCTION);
        darkens = parameters[TONE] < NO_TONE_HERTZ;
        rounds = parameters[BITS] < ALL_BITS;
        steps = DspMath.exp2(parameters[BITS] - 1);
        holdIncrement = parameters[RATE] / sampleRateHertz;
        boolean reduces = rounds || holdIncrement < 1;
        saturated.aim((model == BIT_REDUCTION ? reduces : decibels > 0) ? 1 : 0);
        output.aim(DspMath.decibelsToLinear(parameters[OUTPUT]));
        mix.aim(parameters[MIX]);
        for (Side side : sides) {
            side.tone.tune(parameters[TONE], sampleRateHertz);
        }
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        scaleDrives(frames);
        for (int c = 0; c < channels.length; c++) {
            Side side = sides[c];
            delayDry(side, channels[c], from, frames);
            if (model == BIT_REDUCTION) {
                reduceBits(side, frames);
            } else {
                saturate(side, channels[c], from, frames);
            }
        }
        for (int i = 0; i < frames; i++) {
            double effect = saturated.next();
            double gain = output.next();
            double share = mix.next();
            for (int c = 0; c < channels.length; c++) {
                double dry = sides[c].dry[i];
                double made = blend(dry, sides[c].wet[i], effect);
                channels[c][from + i] = blend(dry, gain * made, share);
            }
        }
    }

    /** Exact at both ends, and where both are the same. */
    private static double blend(double dry, double wet, double share) {
        if (share == 0) {
            return dry;
        }
        return share == 1 ? wet : dry + share * (wet - dry);
    }

    /** What each frame is multiplied by before the curve, and after it. */
    private void scaleDrives(int frames) {
        boolean rests = drive.rests();
        for (int i = 0; i < frames; i++) {
            double gain = drive.next();
            drives[i] = model == HARD_CLIP ? gain : gain - 1;
            scales[i] = rests && i > 0 ? scales[0] : scaleAfter(gain - 1);
        }
    }

    private double scaleAfter(double k) {
        double c = curveBias();
        double span = tanh(k + c) + tanh(k - c);
        return model == HARD_CLIP || model == BIT_REDUCTION || span <= 0 ? 1 : 2 / span;
    }

    private double curveBias() {
        return model == TUBE ? TUBE_BIAS + bias : bias;
    }

    private void delayDry(Side side, double[] samples, int from, int frames) {
        DelayLine delay = side.dryDelays[oversampling];
        for (int i = 0; i < frames; i++) {
            side.dry[i] = delay.oldest();
            delay.push(samples[from + i]);
        }
    }

    private void saturate(Side side, double[] samples, int from, int frames) {
        double[] wet = side.wet;
        System.arraycopy(samples, from, wet, 0, frames);
        if (model == TAPE) {
            for (int i = 0; i < frames; i++) {
                wet[i] = side.emphasis.process(wet[i]);
            }
        }
        Oversampler oversampler = side.oversamplers[oversampling];
        double[] high = oversampler.up(wet, frames);
        if (model == HARD_CLIP) {
            clip(side, high, frames, oversampler.factor());
        } else {
            bend(side, high, frames, oversampler.factor());
        }
        oversampler.down(frames, wet);
        for (int i = 0; i < frames; i++) {
            double flat = model == TAPE ? side.deEmphasis.process(wet[i]) : wet[i];
            double centred = removesDc ? side.dc.highPassed(flat) : flat;
            wet[i] = darkens ? side.tone.lowPassed(centred) : centred;
        }
    }

    private void clip(Side side, double[] high, int frames, int factor) {
        double ceiling = bias > 0 ? 1 - HARD_BIAS * bias : 1;
        double floor = bias < 0 ? -1 - HARD_BIAS * bias : -1;
        for (int i = 0; i < frames; i++) {
            for (int j = i * factor; j < (i + 1) * factor; j++) {
                high[j] = side.hardClip.process(drives[i] * high[j], ceiling, floor);
            }
        }
    }

    private void bend(Side side, double[] high, int frames, int factor) {
        double c = curveBias();
        double atRest = tanh(c);
        for (int i = 0; i < frames; i++) {
            for (int j = i * factor; j < (i + 1) * factor; j++) {
                double bent = scales[i] * (tanh(drives[i] * high[j] + c) - atRest);
                high[j] = side.late2;
                side.late2 = side.late1;
                side.late1 = bent;
            }
        }
    }

    private static double tanh(double x) {
        if (x > TANH_IS_ONE) {
            return 1;
        }
        return x < -TANH_IS_ONE ? -1 : 1 - 2 / (DspMath.exp(2 * x) + 1);
    }

    private void reduceBits(Side side, int frames) {
        for (int i = 0; i < frames; i++) {
            side.holdPhase += holdIncrement;
            if (side.holdPhase >= 1) {
                side.holdPhase = holdIncrement < 1 ? side.holdPhase - 1 : 0;
                double x = side.dry[i];
                side.held = rounds ? ((x * steps + ROUNDING) - ROUNDING) / steps : x;
            }
            side.wet[i] = darkens ? side.tone.lowPassed(side.held) : side.held;
        }
    }

    @Override
    void endTick() {
        drive.land();
        saturated.land();
        output.land();
        mix.land();
        for (Side side : sides) {
            side.dc.flush();
            side.tone.flush();
            side.emphasis.flush();
            side.deEmphasis.flush();
        }
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        for (Side side : sides) {
            side.oversamplers[oversampling].exchange(state);
            side.dryDelays[oversampling].exchange(state);
            side.hardClip.exchange(state);
            side.dc.exchange(state);
            side.tone.exchange(state);
            side.emphasis.exchange(state);
            side.deEmphasis.exchange(state);
            side.late1 = state.number(side.late1);
            side.late2 = state.number(side.late2);
            side.held = state.number(side.held);
            side.holdPhase = state.number(side.holdPhase);
        }
    }

    @Override
    void forget() {
        for (Side side : sides) {
            side.forget();
        }
        drive.settle();
        saturated.settle();
        output.settle();
        mix.settle();
    }

    @Override
    public int latencyFrames() {
        return sides.length == 0 ? 0 : sides[0].oversamplers[oversampling].latencyFrames();
    }
}
