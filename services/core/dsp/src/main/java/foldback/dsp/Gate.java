package foldback.dsp;

import foldback.dsp.lanes.LaneNumbers;

/**
 * A gate or downward expander with hysteresis, on the signal itself or on a sidechain.
 *
 * <p>Equations: the level L is that of {@code p[n] = max(x^2, k p[n-1])} over the channels, where k lets the level fall by 4.3 dB in
 * {@value #FALL_MILLISECONDS} ms. The gate opens when L reaches the threshold T, and closes when L is below {@code T - hysteresis}. While
 * it is closed the reduction asked for is the range (gate) or {@code min((R - 1) (T - L), range)} (expander of ratio R); while it is open,
 * none. The reduction follows downwards, that is opening, with {@code s += (1 - e^(-1 / (rate * attack))) (r - s)}, and upwards with the
 * release's time, once it has not been asked to open for the time of the hold. Output {@code x 2^-s}, behind the look-ahead.
 *
 * <p>Source: Giannoulis, Massberg, Reiss, Digital Dynamic Range Compressor Design, JAES 60(6), 2012, section 1 for the expander's
 * curve and 3 for the smoothing; Udo Zölzer (ed.), DAFX: Digital Audio Effects, 2nd edition, 2011, section 4.2.4 for hysteresis and hold.
 *
 * <p>Range: as in the registry. A range of 0 dB changes no bit.
 */
public final class Gate extends TickedKeyedProcessor implements LaneNumbers, Reducing {
    /** Parameters, in the order of the registry. */
    static final int MODE = 0;

    static final int THRESHOLD = 1;
    static final int HYSTERESIS = 2;
    static final int RATIO = 3;
    static final int RANGE = 4;
    static final int ATTACK = 5;
    static final int HOLD = 6;
    static final int RELEASE = 7;
    static final int LOOK_AHEAD = 8;
    static final int KEY_HIGH_PASS = 9;
    static final int KEY_LOW_PASS = 10;

    /** Its {@link LaneNumbers}; what it is: 1 for an expander. */
    public static final int IS_EXPANDER = 0;

    /** In units of 3.01 dB. */
    public static final int THRESHOLD_LOG2 = 1;

    public static final int OPEN_POWER = 2;
    public static final int CLOSE_POWER = 3;

    /** {@code (R - 1) / 2}. */
    public static final int STEEPNESS = 4;

    /** In units of 6.02 dB. */
    public static final int MOST_REDUCTION = 5;

    public static final int ATTACK_KEEP = 6;
    public static final int RELEASE_KEEP = 7;
    public static final int FALL_KEEP = 8;
    public static final int HOLD_FRAMES = 9;

    /** From here on, what it remembers. */
    public static final int POWER = 10;

    public static final int REDUCTION = 11;
    public static final int HELD = 12;

    /** 1 while it is open. */
    public static final int IS_OPEN = 13;

    public static final int NUMBERS = 14;

    static final double FALL_MILLISECONDS = 10;

    private final KeyFilter keyFilter = new KeyFilter();
    private final LookAhead lookAhead = new LookAhead();
    private final double[] gains = new double[TICK_FRAMES];

    private int sampleRateHertz;
    private boolean expander;
    private double threshold;
    private double openPower;
    private double closePower;
    private double steepness;
    private double range;
    private double attackKeep;
    private double releaseKeep;
    private double fallKeep;
    private int holdFrames;

    private double power;
    private double reduction;
    private int held;
    private boolean open;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        lookAhead.prepare(sampleRateHertz, channels);
        fallKeep = GainComputer.keep(FALL_MILLISECONDS, sampleRateHertz);
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        expander = parameters[MODE] >= 0.5;
        threshold = parameters[THRESHOLD] * (2 / GainComputer.DECIBELS_PER_LOG2);
        openPower = square(DspMath.decibelsToLinear(parameters[THRESHOLD]));
        closePower = square(DspMath.decibelsToLinear(parameters[THRESHOLD] - parameters[HYSTERESIS]));
        steepness = (parameters[RATIO] - 1) / 2;
        range = parameters[RANGE] / GainComputer.DECIBELS_PER_LOG2;
        attackKeep = GainComputer.keep(parameters[ATTACK], sampleRateHertz);
        releaseKeep = GainComputer.keep(parameters[RELEASE], sampleRateHertz);
        holdFrames = (int) (parameters[HOLD] * sampleRateHertz / 1000 + 0.5);
        lookAhead.configure(parameters[LOOK_AHEAD]);
        keyFilter.configure(parameters[KEY_HIGH_PASS], parameters[KEY_LOW_PASS], sampleRateHertz);
    }

    @Override
    public boolean isPlain() {
        return keyFilter.isOut() && lookAhead.frames() == 0;
    }

    @Override
    public boolean isSteady() {
        return true;
    }

    @Override
    public void lend(double[] into, int at, int stride) {
        into[at + IS_EXPANDER * stride] = expander ? 1 : 0;
        into[at + THRESHOLD_LOG2 * stride] = threshold;
        into[at + OPEN_POWER * stride] = openPower;
        into[at + CLOSE_POWER * stride] = closePower;
        into[at + STEEPNESS * stride] = steepness;
        into[at + MOST_REDUCTION * stride] = range;
        into[at + ATTACK_KEEP * stride] = attackKeep;
        into[at + RELEASE_KEEP * stride] = releaseKeep;
        into[at + FALL_KEEP * stride] = fallKeep;
        into[at + HOLD_FRAMES * stride] = holdFrames;
        into[at + POWER * stride] = power;
        into[at + REDUCTION * stride] = reduction;
        into[at + HELD * stride] = held;
        into[at + IS_OPEN * stride] = open ? 1 : 0;
    }

    @Override
    public void takeBack(double[] from, int at, int stride) {
        power = from[at + POWER * stride];
        reduction = from[at + REDUCTION * stride];
        held = (int) from[at + HELD * stride];
        open = from[at + IS_OPEN * stride] == 1;
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    @Override
    public double reductionDecibels() {
        return reduction * GainComputer.DECIBELS_PER_LOG2;
    }

    @Override
    void processWithinTick(double[][] channels, double[][] key, int from, int frames, int frameOfTick) {
        double[][] heard = keyFilter.isOut() ? key : keyFilter.filtered(key, from, frames);
        int at = keyFilter.isOut() ? from : 0;
        double[] left = heard[0];
        double[] right = heard[heard.length - 1];
        for (int i = 0; i < frames; i++) {
            double l = left[at + i] * left[at + i];
            double r = right[at + i] * right[at + i];
            gains[i] = DspMath.fastExp2(-next(l < r ? r : l));
        }
        lookAhead.process(channels, from, frames);
        for (double[] x : channels) {
            for (int i = 0; i < frames; i++) {
                x[from + i] *= gains[i];
            }
        }
    }

    private double next(double now) {
        double falling = fallKeep * power;
        power = now < falling ? falling : now;
        open = open ? power >= closePower : power >= openPower;
        double asked = open ? 0 : askedWhileClosed();
        if (asked <= reduction) {
            reduction = attackKeep * reduction + (1 - attackKeep) * asked;
            held = holdFrames;
        } else if (held > 0) {
            held--;
        } else {
            reduction = releaseKeep * reduction + (1 - releaseKeep) * asked;
        }
        return reduction;
    }

    private double askedWhileClosed() {
        if (!expander) {
            return range;
        }
        double audible = power < GainComputer.SOFTEST ? GainComputer.SOFTEST : power;
        double below = steepness * (threshold - DspMath.fastLog2(audible));
        return below < 0 ? 0 : below > range ? range : below;
    }

    private static double square(double x) {
        return x * x;
    }

    @Override
    void endTick() {
        power = DspMath.flushed(power);
        reduction = DspMath.flushed(reduction);
        keyFilter.flush();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        power = state.number(power);
        reduction = state.number(reduction);
        held = state.whole(held);
        open = state.whole(open ? 1 : 0) == 1;
        keyFilter.exchange(state);
        lookAhead.exchange(state);
    }

    @Override
    void forget() {
        power = 0;
        reduction = 0;
        held = 0;
        open = false;
        keyFilter.forget();
        lookAhead.forget();
    }

    @Override
    public int latencyFrames() {
        return lookAhead.frames();
    }
}
