package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.FrameProcessor;
import java.util.Arrays;

/**
 * A hall, a room or a plate: pre-delay, early reflections, diffusion, and a tank that lasts.
 *
 * <p>Equations: {@code w = early e(x_d) + tank(diffuse(x_d))} of the signal x_d after the pre-delay; the hall and the room are a {@link
 * FeedbackNetwork}, the plate a {@link PlateTank}; {@link EarlyReflections}; {@link Diffuser}. How long each band lasts: {@link
 * DecayFilter}. Width scales the side signal of w; {@code y = x + mix (w - x)}.
 *
 * <p>Source: Jot, Chaigne, AES 90th Convention, 1991; Jon Dattorro, Effect Design Part 1, JAES 45(9), 1997.
 *
 * <p>Range: as in the registry; a damping frequency above 0.49 of the sample rate counts as that. Every tank is stable with any
 * parameters: its matrix is orthogonal or its allpasses have gains below 1, and no decay filter reaches 1. Size, type and pre-delay
 * change at once; early reflections, modulation, width and mix move over a tick; a change of type starts from silence. A mix of 0
 * changes no bit. On one channel, the middle is heard.
 */
public final class Reverb extends TickedProcessor implements FrameProcessor {
    /** Parameters, in the order of the registry. */
    static final int DECAY = 0;

    static final int PRE_DELAY = 1;
    static final int DAMPING = 2;
    static final int WIDTH = 3;
    static final int MIX = 4;
    static final int TYPE = 5;
    static final int SIZE = 6;
    static final int HIGH_DECAY = 7;
    static final int LOW_DECAY = 8;
    static final int LOW_CROSSOVER = 9;
    static final int EARLY = 10;
    static final int DIFFUSION = 11;
    static final int MODULATION_RATE = 12;
    static final int MODULATION = 13;

    private static final double LONGEST_PRE_DELAY_SECONDS = 0.2;

    /**
     * Of the hall, the room and the plate: noise comes back 5 dB lower than it went in at the default decay (measured), which leaves
     * a send some room.
     */
    private static final double[] OUTPUT_GAINS = {0.33, 0.16, 0.32};

    private static final double RIGHT_STRETCH = 1.07;

    private final DecayFilter.Decay decay = new DecayFilter.Decay();
    private final Ramp width = new Ramp();
    private final Ramp mix = new Ramp();
    private final Ramp early = new Ramp();
    private final Ramp modulation = new Ramp();
    private final double[][] wet = new double[2][TICK_FRAMES];
    private final double[][] first = new double[2][TICK_FRAMES];
    private final double[] depths = new double[TICK_FRAMES];
    private final double[] levels = new double[TICK_FRAMES];
    private FrameKernels kernels = FrameKernels.PLAIN;
    private ReverbTank[] tanks = new ReverbTank[0];
    private DelayLine[] preDelays = new DelayLine[0];
    private Diffuser[] diffusers = new Diffuser[0];
    private EarlyReflections[] reflections = new EarlyReflections[0];
    private int sampleRateHertz;
    private int preDelayFrames;
    private int type;

    @Override
    public void use(FrameKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        decay.sampleRateHertz = sampleRateHertz;
        tanks = new ReverbTank[] {
            new FeedbackNetwork(sampleRateHertz, FeedbackNetwork.HALL_FRAMES_AT_48_KHZ),
            new FeedbackNetwork(sampleRateHertz, FeedbackNetwork.ROOM_FRAMES_AT_48_KHZ),
            new PlateTank(sampleRateHertz)
        };
        preDelays = new DelayLine[channels];
        diffusers = new Diffuser[channels];
        reflections = new EarlyReflections[channels];
        for (int c = 0; c < channels; c++) {
            preDelays[c] = new DelayLine((int) (LONGEST_PRE_DELAY_SECONDS * sampleRateHertz) + 2 + TICK_FRAMES);
            diffusers[c] = new Diffuser(sampleRateHertz, c == 0 ? 1 : RIGHT_STRETCH);
            reflections[c] = new EarlyReflections(sampleRateHertz, c);
        }
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        preDelayFrames = (int) (parameters[PRE_DELAY] * sampleRateHertz / 1000 + 0.5);
        if ((int) parameters[TYPE] != type) {
            type = (int) parameters[TYPE];
            tanks[type].forget();
        }
        double size = parameters[SIZE];
        double diffusion = parameters[DIFFUSION];
        decay.seconds = parameters[DECAY];
        decay.lowPart = parameters[LOW_DECAY];
        decay.lowHertz = parameters[LOW_CROSSOVER];
        decay.highPart = parameters[HIGH_DECAY];
        decay.dampingHertz = parameters[DAMPING];
        tanks[type].tune(decay, size, diffusion, parameters[MODULATION_RATE]);
        for (int c = 0; c < diffusers.length; c++) {
            diffusers[c].spread(diffusion);
            reflections[c].tune(type, size);
        }
        width.aim(parameters[WIDTH]);
        mix.aim(parameters[MIX]);
        early.aim(parameters[EARLY]);
        modulation.aim(parameters[MODULATION]);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        double[] left = wet[0];
        double[] right = wet[1];
        boolean reflects = !early.restsAt(0);
        for (int c = 0; c < channels.length; c++) {
            preDelays[c].write(channels[c], from, frames);
            preDelays[c].read(preDelayFrames + frames, wet[c], frames);
            reflections[c].listen(wet[c], frames);
            if (reflects) {
                reflections[c].echo(first[c], frames);
            }
            diffusers[c].process(wet[c], frames, kernels);
        }
        if (channels.length == 1) {
            System.arraycopy(left, 0, right, 0, frames);
        }
        boolean moves = !modulation.restsAt(0);
        for (int i = 0; i < frames; i++) {
            depths[i] = modulation.next();
            levels[i] = early.next();
        }
        tanks[type].circulate(left, right, frames, moves ? depths : null, kernels);
        if (reflects) {
            reflect(channels.length, frames);
        } else {
            clear(frames);
        }
        if (channels.length == 1) {
            mixMono(channels[0], from, frames);
        } else {
            mixStereo(channels[0], channels[1], from, frames);
        }
    }

    private void reflect(int channels, int frames) {
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < frames; i++) {
                first[c][i] *= levels[i];
            }
        }
    }

    private void clear(int frames) {
        Arrays.fill(first[0], 0, frames, 0);
        Arrays.fill(first[1], 0, frames, 0);
    }

    private void mixMono(double[] samples, int from, int frames) {
        double halfGain = OUTPUT_GAINS[type] * 0.5;
        for (int i = 0; i < frames; i++) {
            double dry = samples[from + i];
            double reverberant = halfGain * (wet[0][i] + wet[1][i]) + first[0][i];
            double share = mix.next();
            samples[from + i] = share == 0 ? dry : dry + share * (reverberant - dry);
        }
    }

    private void mixStereo(double[] left, double[] right, int from, int frames) {
        double halfGain = OUTPUT_GAINS[type] * 0.5;
        double[] wetLeft = wet[0];
        double[] wetRight = wet[1];
        for (int i = 0; i < frames; i++) {
            double firstLeft = first[0][i];
            double firstRight = first[1][i];
            double middle = halfGain * (wetLeft[i] + wetRight[i]) + 0.5 * (firstLeft + firstRight);
            double side = (halfGain * (wetLeft[i] - wetRight[i]) + 0.5 * (firstLeft - firstRight)) * width.next();
            double share = mix.next();
            double dryLeft = left[from + i];
            double dryRight = right[from + i];
            left[from + i] = share == 0 ? dryLeft : dryLeft + share * (middle + side - dryLeft);
            right[from + i] = share == 0 ? dryRight : dryRight + share * (middle - side - dryRight);
        }
    }

    @Override
    void endTick() {
        tanks[type].endTick();
        width.land();
        mix.land();
        early.land();
        modulation.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        tanks[type].exchange(state);
        for (int c = 0; c < diffusers.length; c++) {
            preDelays[c].exchange(state);
            diffusers[c].exchange(state);
            reflections[c].exchange(state);
        }
    }

    @Override
    void forget() {
        for (ReverbTank tank : tanks) {
            tank.forget();
        }
        for (int c = 0; c < diffusers.length; c++) {
            preDelays[c].forget();
            diffusers[c].forget();
            reflections[c].forget();
        }
        width.settle();
        mix.settle();
        early.settle();
        modulation.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
