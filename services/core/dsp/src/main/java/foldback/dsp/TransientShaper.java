package foldback.dsp;

import foldback.dsp.lanes.LaneNumbers;
import java.util.Arrays;

/**
 * Makes the beginnings of notes and what follows them louder or softer, whatever their level.
 *
 * <p>Equations: followers of the power {@code p = max(L^2, R^2)} that rise and fall with times of their own, {@code e += (1 - a)(p - e)}.
 * Two that fall alike (200 ms) and rise fast (0.5 ms) and slowly (30 ms) differ at the beginning of a note, by {@code d1} decibels; two that
 * rise alike (0.5 ms) and fall fast (50 ms) and slowly (500 ms) differ after it, by {@code d2}. With {@code c(d) = min(d / 12 dB, 1)}
 * the gain is {@code attack c(d1) + sustain c(d2)} decibels.
 *
 * <p>Source: the principle of the differential envelopes of SPL's Transient Designer, 1998; the followers as in Udo Zölzer (ed.), DAFX:
 * Digital Audio Effects, 2nd edition, 2011, section 4.2.1. The times are this engine's own.
 *
 * <p>Range: as in the registry. Attack and sustain of 0 dB change no bit. Below -80 dB nothing counts as a note.
 */
public final class TransientShaper extends TickedProcessor implements LaneNumbers {
    /** Parameters, in the order of the registry. */
    static final int ATTACK = 0;

    static final int SUSTAIN = 1;
    static final int OUTPUT = 2;

    /** How many powers it follows: {@code d1} is between the first two, {@code d2} between the others. */
    public static final int FOLLOWERS = 4;

    /** Its {@link LaneNumbers}; what it is, where each ramp is its beginning and its step: */
    public static final int ATTACK_RAMP = 0;

    public static final int SUSTAIN_RAMP = 2;
    public static final int OUTPUT_RAMP = 4;

    /** A number for each follower. */
    public static final int RISE_KEEP = 6;

    public static final int FALL_KEEP = RISE_KEEP + FOLLOWERS;

    /** What it remembers, a number for each follower. */
    public static final int POWER = FALL_KEEP + FOLLOWERS;

    public static final int NUMBERS = POWER + FOLLOWERS;

    private static final double RISE_FAST = 0.5;
    private static final double RISE_SLOWLY = 30;
    private static final double FALL_OF_ATTACK = 200;
    private static final double FALL_FAST = 50;
    private static final double FALL_SLOWLY = 500;

    /** The power of -80 dB. */
    public static final double SOFTEST = 1e-8;

    /** Of full effect: 12 dB, in units of 3.01 dB. */
    public static final double FULL = 24 / GainComputer.DECIBELS_PER_LOG2;

    private final double[] riseKeep = new double[FOLLOWERS];
    private final double[] fallKeep = new double[FOLLOWERS];
    private final double[] power = new double[FOLLOWERS];
    private final double[] gains = new double[TICK_FRAMES];
    private final TickRamp attack = new TickRamp();
    private final TickRamp sustain = new TickRamp();
    private final TickRamp output = new TickRamp();

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        double[] rises = {RISE_FAST, RISE_SLOWLY, RISE_FAST, RISE_FAST};
        double[] falls = {FALL_OF_ATTACK, FALL_OF_ATTACK, FALL_SLOWLY, FALL_FAST};
        for (int i = 0; i < FOLLOWERS; i++) {
            riseKeep[i] = GainComputer.keep(rises[i], sampleRateHertz);
            fallKeep[i] = GainComputer.keep(falls[i], sampleRateHertz);
        }
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        attack.target(parameters[ATTACK] / GainComputer.DECIBELS_PER_LOG2);
        sustain.target(parameters[SUSTAIN] / GainComputer.DECIBELS_PER_LOG2);
        output.target(DspMath.decibelsToLinear(parameters[OUTPUT]));
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public boolean isSteady() {
        return attack.step() == 0 && sustain.step() == 0 && output.step() == 0;
    }

    @Override
    public void lend(double[] into, int at, int stride) {
        lend(attack, into, at + ATTACK_RAMP * stride, stride);
        lend(sustain, into, at + SUSTAIN_RAMP * stride, stride);
        lend(output, into, at + OUTPUT_RAMP * stride, stride);
        for (int i = 0; i < FOLLOWERS; i++) {
            into[at + (RISE_KEEP + i) * stride] = riseKeep[i];
            into[at + (FALL_KEEP + i) * stride] = fallKeep[i];
            into[at + (POWER + i) * stride] = power[i];
        }
    }

    private static void lend(TickRamp ramp, double[] into, int at, int stride) {
        into[at] = ramp.from();
        into[at + stride] = ramp.step();
    }

    @Override
    public void takeBack(double[] from, int at, int stride) {
        for (int i = 0; i < FOLLOWERS; i++) {
            power[i] = from[at + (POWER + i) * stride];
        }
        endTick();
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        double[] left = channels[0];
        double[] right = channels[channels.length - 1];
        int frame = frameOfTick();
        for (int i = 0; i < frames; i++) {
            double l = left[from + i] * left[from + i];
            double r = right[from + i] * right[from + i];
            follow(l < r ? r : l);
            double shaped = attack.at(frame + i) * share(power[0], power[1])
                    + sustain.at(frame + i) * share(power[2], power[3]);
            gains[i] = DspMath.fastExp2(shaped) * output.at(frame + i);
        }
        for (double[] x : channels) {
            for (int i = 0; i < frames; i++) {
                x[from + i] *= gains[i];
            }
        }
    }

    private void follow(double now) {
        for (int i = 0; i < FOLLOWERS; i++) {
            double keep = power[i] < now ? riseKeep[i] : fallKeep[i];
            power[i] = keep * power[i] + (1 - keep) * now;
        }
    }

    /** How much of the full effect a higher level has above a lower one, 0 to 1. */
    private static double share(double high, double low) {
        double above = high < SOFTEST ? SOFTEST : high > GainComputer.LOUDEST ? GainComputer.LOUDEST : high;
        double below = low < SOFTEST ? SOFTEST : low > GainComputer.LOUDEST ? GainComputer.LOUDEST : low;
        double share = (DspMath.fastLog2(above) - DspMath.fastLog2(below)) / FULL;
        return share < 0 ? 0 : share > 1 ? 1 : share;
    }

    @Override
    void endTick() {
        for (int i = 0; i < FOLLOWERS; i++) {
            power[i] = DspMath.flushed(power[i]);
        }
        attack.endTick();
        sustain.endTick();
        output.endTick();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        state.numbers(power);
    }

    @Override
    void forget() {
        Arrays.fill(power, 0);
        attack.reset();
        sustain.reset();
        output.reset();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
