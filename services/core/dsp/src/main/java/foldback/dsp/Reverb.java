package foldback.dsp;

import java.util.Arrays;

/**
 * A hall: pre-delay, diffusion, and a feedback delay network of eight lines.
 *
 * <p>Equations: the lines, of {@code m_i} frames, feed each other through an orthogonal matrix (Hadamard of order 8, over
 * sqrt(8)), each through a one-pole low-pass {@code h_i(z) = g_i (1 - p_i) / (1 - p_i z^-1)}. With {@code g_i = 10^(-3 m_i / (rate *
 * decay))} every mode falls by 60 dB within the decay time; p_i is chosen so that {@code |h_i| = g_i^2} at the damping
 * frequency: there the decay takes half as long. For {@code k = (1 - g^2 cos w) / (1 - g^2)} that is {@code p = k - sqrt(k^2 - 1)}.
 *
 * <p>Source: Jean-Marc Jot, Antoine Chaigne, Digital Delay Networks for Designing Artificial Reverberators, AES 90th
 * Convention, 1991. Lengths of 30 to 58 ms, primes at any rate.
 *
 * <p>Range: as in the registry; a damping frequency above 0.49 of the sample rate counts as that. Left feeds and is heard from
 * the even lines, right the odd ones; width scales the side signal; a mono strip hears the middle. A mix of 0 changes no bit.
 * Departures: none from the network; diffusers before it, see {@link Diffuser}.
 */
public final class Reverb extends TickedProcessor {
    /** Parameters, in the order of the registry. */
    static final int DECAY = 0;

    static final int PRE_DELAY = 1;
    static final int DAMPING = 2;
    static final int WIDTH = 3;
    static final int MIX = 4;

    private static final int LINES = 8;
    private static final int[] FRAMES_AT_48_KHZ = {1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797};
    private static final double HADAMARD_SCALE = 0.35355339059327373;
    private static final double LONGEST_PRE_DELAY_SECONDS = 0.2;

    /** Noise comes back 5 dB lower than it went in at the default decay (measured), which leaves a send some room. */
    private static final double OUTPUT_GAIN = 0.33;

    private static final double RIGHT_STRETCH = 1.07;

    private final double[] straight = new double[LINES];
    private final double[] fedBack = new double[LINES];
    private final double[] lowPassed = new double[LINES];
    private DelayLine[] lines = new DelayLine[0];
    private DelayLine[] preDelays = new DelayLine[0];
    private Diffuser[] diffusers = new Diffuser[0];
    private int sampleRateHertz;
    private int preDelayFrames;
    private double width;
    private double mix;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        lines = new DelayLine[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = new DelayLine(Primes.next((int) ((long) FRAMES_AT_48_KHZ[i] * sampleRateHertz / 48_000)));
        }
        preDelays = new DelayLine[channels];
        diffusers = new Diffuser[channels];
        for (int c = 0; c < channels; c++) {
            preDelays[c] = new DelayLine((int) (LONGEST_PRE_DELAY_SECONDS * sampleRateHertz) + 2);
            diffusers[c] = new Diffuser(sampleRateHertz, c == 0 ? 1 : RIGHT_STRETCH);
        }
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        preDelayFrames = (int) (parameters[PRE_DELAY] * sampleRateHertz / 1000 + 0.5);
        width = parameters[WIDTH];
        mix = parameters[MIX];
        double position = parameters[DAMPING] / sampleRateHertz;
        double bounded = position > Filter.HIGHEST_CORNER ? Filter.HIGHEST_CORNER : position;
        double cos = DspMath.cosPi(2 * bounded);
        for (int i = 0; i < LINES; i++) {
            double gain = DspMath.decibelsToLinear(-60 * lines[i].length() / (sampleRateHertz * parameters[DECAY]));
            double k = (1 - gain * gain * cos) / (1 - gain * gain);
            double pole = k - Math.sqrt(k * k - 1);
            straight[i] = gain * (1 - pole);
            fedBack[i] = pole;
        }
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        if (channels.length == 1) {
            processMono(channels[0], from, frames);
        } else {
            processStereo(channels[0], channels[1], from, frames);
        }
    }

    private void processMono(double[] samples, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double dry = samples[i];
            double in = diffusers[0].process(preDelays[0].pushAndRead(dry, preDelayFrames));
            circulate(in, in);
            double wet = OUTPUT_GAIN * 0.5 * (evenSum() + oddSum());
            samples[i] = mix == 0 ? dry : dry + mix * (wet - dry);
        }
    }

    private void processStereo(double[] left, double[] right, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double dryLeft = left[i];
            double dryRight = right[i];
            circulate(
                    diffusers[0].process(preDelays[0].pushAndRead(dryLeft, preDelayFrames)),
                    diffusers[1].process(preDelays[1].pushAndRead(dryRight, preDelayFrames)));
            double even = evenSum();
            double odd = oddSum();
            double middle = OUTPUT_GAIN * 0.5 * (even + odd);
            double side = OUTPUT_GAIN * 0.5 * (even - odd) * width;
            left[i] = mix == 0 ? dryLeft : dryLeft + mix * (middle + side - dryLeft);
            right[i] = mix == 0 ? dryRight : dryRight + mix * (middle - side - dryRight);
        }
    }

    private double evenSum() {
        return lowPassed[0] - lowPassed[2] + lowPassed[4] - lowPassed[6];
    }

    private double oddSum() {
        return lowPassed[1] - lowPassed[3] + lowPassed[5] - lowPassed[7];
    }

    /** One frame round the network: out of the lines, through their filters, through the matrix, and in again. */
    private void circulate(double even, double odd) {
        double[] y = lowPassed;
        for (int i = 0; i < LINES; i++) {
            y[i] = DspMath.flushed(straight[i] * lines[i].oldest() + fedBack[i] * y[i]);
        }
        double a0 = y[0] + y[1];
        double a1 = y[0] - y[1];
        double a2 = y[2] + y[3];
        double a3 = y[2] - y[3];
        double a4 = y[4] + y[5];
        double a5 = y[4] - y[5];
        double a6 = y[6] + y[7];
        double a7 = y[6] - y[7];
        double b0 = a0 + a2;
        double b1 = a1 + a3;
        double b2 = a0 - a2;
        double b3 = a1 - a3;
        double b4 = a4 + a6;
        double b5 = a5 + a7;
        double b6 = a4 - a6;
        double b7 = a5 - a7;
        lines[0].push(even + HADAMARD_SCALE * (b0 + b4));
        lines[1].push(odd + HADAMARD_SCALE * (b1 + b5));
        lines[2].push(even + HADAMARD_SCALE * (b2 + b6));
        lines[3].push(odd + HADAMARD_SCALE * (b3 + b7));
        lines[4].push(even + HADAMARD_SCALE * (b0 - b4));
        lines[5].push(odd + HADAMARD_SCALE * (b1 - b5));
        lines[6].push(even + HADAMARD_SCALE * (b2 - b6));
        lines[7].push(odd + HADAMARD_SCALE * (b3 - b7));
    }

    /** Nothing: the states are kept from subnormal numbers frame by frame. */
    @Override
    void endTick() {}

    @Override
    void exchangeHeard(ProcessorState state) {
        for (DelayLine line : lines) {
            line.exchange(state);
        }
        for (DelayLine preDelay : preDelays) {
            preDelay.exchange(state);
        }
        for (Diffuser diffuser : diffusers) {
            diffuser.exchange(state);
        }
        state.numbers(lowPassed);
    }

    @Override
    void forget() {
        for (DelayLine line : lines) {
            line.forget();
        }
        for (DelayLine preDelay : preDelays) {
            preDelay.forget();
        }
        for (Diffuser diffuser : diffusers) {
            diffuser.forget();
        }
        Arrays.fill(lowPassed, 0);
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
