package foldback.dsp;

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
public final class Reverb extends TickedProcessor {
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
    private ReverbTank[] tanks = new ReverbTank[0];
    private DelayLine[] preDelays = new DelayLine[0];
    private Diffuser[] diffusers = new Diffuser[0];
    private EarlyReflections[] reflections = new EarlyReflections[0];
    private int sampleRateHertz;
    private int preDelayFrames;
    private int type;

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
            preDelays[c] = new DelayLine((int) (LONGEST_PRE_DELAY_SECONDS * sampleRateHertz) + 2);
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
        if (channels.length == 1) {
            processMono(channels[0], from, frames);
        } else {
            processStereo(channels[0], channels[1], from, frames);
        }
    }

    private void processMono(double[] samples, int from, int frames) {
        ReverbTank tank = tanks[type];
        for (int i = from; i < from + frames; i++) {
            double dry = samples[i];
            double late = preDelays[0].pushAndRead(dry, preDelayFrames);
            double in = diffusers[0].process(late);
            tank.circulate(in, in, modulation.next());
            double first = early.next() * reflections[0].process(late);
            double wet = OUTPUT_GAINS[type] * 0.5 * (tank.left() + tank.right()) + first;
            double share = mix.next();
            samples[i] = share == 0 ? dry : dry + share * (wet - dry);
        }
    }

    private void processStereo(double[] left, double[] right, int from, int frames) {
        ReverbTank tank = tanks[type];
        double halfGain = OUTPUT_GAINS[type] * 0.5;
        for (int i = from; i < from + frames; i++) {
            double dryLeft = left[i];
            double dryRight = right[i];
            double lateLeft = preDelays[0].pushAndRead(dryLeft, preDelayFrames);
            double lateRight = preDelays[1].pushAndRead(dryRight, preDelayFrames);
            tank.circulate(diffusers[0].process(lateLeft), diffusers[1].process(lateRight), modulation.next());
            double level = early.next();
            double firstLeft = level * reflections[0].process(lateLeft);
            double firstRight = level * reflections[1].process(lateRight);
            double middle = halfGain * (tank.left() + tank.right()) + 0.5 * (firstLeft + firstRight);
            double side = (halfGain * (tank.left() - tank.right()) + 0.5 * (firstLeft - firstRight)) * width.next();
            double share = mix.next();
            left[i] = share == 0 ? dryLeft : dryLeft + share * (middle + side - dryLeft);
            right[i] = share == 0 ? dryRight : dryRight + share * (middle - side - dryRight);
        }
    }

    /** The states are kept from subnormal numbers frame by frame. */
    @Override
    void endTick() {
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
