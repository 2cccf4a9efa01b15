package foldback.dsp;

import java.util.Arrays;

/**
 * The inner part of a compressor, in three steps over a run of frames: what reduction the level asks for ({@link #demand}), that
 * smoothed ({@link #smooth}), and the gain ({@link #gains}). Everything that it is and remembers lies in flat arrays, where vector code
 * finds it.
 *
 * <p>Levels are logarithms to base 2: of power in the first step (3.01 dB a unit), of amplitude after it (6.02 dB a unit). With the
 * power {@code p[n] = k p[n-1] + (1 - k) x[n]^2} of each channel (k = 0: peak detector), {@code o = log2 max(p) - T}, knee W and ratio R:
 * {@code u = min(max(o + W/2, 0), W)}, {@code v = max(o - W/2, 0)} and the reduction {@code r = (1 - 1/R)/2 (u^2 / 2W + v)}, which is
 * 0 below the knee, a parabola in it and a line of slope {@code 1 - 1/R} above. Smoothed {@code s[n] = a s[n-1] + (1 - a) r[n]}, a of
 * the attack while r is above s, else of the release. Gain {@code dry + wet 2^-s}.
 *
 * <p>Source: Giannoulis, Massberg, Reiss, Digital Dynamic Range Compressor Design: A Tutorial and Analysis, JAES 60(6), 2012,
 * equations 4, 16 and 23. Departure: {@link DspMath#fastLog2} and {@link DspMath#fastExp2}, together within 2e-5 dB.
 */
public final class GainComputer {
    /** What {@link #design} holds. The threshold in units of 3.01 dB. */
    public static final int THRESHOLD = 0;

    /** Half of the knee's width, in units of 3.01 dB. */
    public static final int HALF_KNEE = 1;

    public static final int KNEE = 2;

    /** {@code 1 / 2W}; 0 for a hard knee. */
    public static final int KNEE_CURVE = 3;

    /** {@code (1 - 1/R) / 2}. */
    public static final int SLOPE = 4;

    public static final int DETECTOR_KEEP = 5;
    public static final int ATTACK_KEEP = 6;
    public static final int RELEASE_KEEP = 7;
    public static final int DESIGN_SIZE = 8;

    /** What {@link #state} holds. Of a mono signal both powers are the same. */
    public static final int POWER_LEFT = 0;

    public static final int POWER_RIGHT = 1;

    /** In units of 6.02 dB, 0 or more. */
    public static final int REDUCTION = 2;

    /** The same for the right channel; linked channels have the left one's at the end of a tick. */
    public static final int REDUCTION_RIGHT = 3;

    /** Frames for which the reduction is still held, of the left (or only) and the right channel. */
    private static final int HELD = 4;

    private static final int HELD_RIGHT = 5;
    public static final int STATE_SIZE = 6;

    /** Power below this (-200 dB) counts as this, and power above {@link #LOUDEST} as that: no logarithm leaves its range. */
    public static final double SOFTEST = 1e-20;

    public static final double LOUDEST = 1e200;

    /** A reduction that is no more than this above what is asked for (0.006 dB) is not one to be held. */
    private static final double REACHED = 1e-3;

    static final double DECIBELS_PER_LOG2 = 6.020599913279624;

    private final double[] design = new double[DESIGN_SIZE];
    private final double[] state = new double[STATE_SIZE];

    /** What it does, by the indices above; the array itself. */
    public double[] design() {
        return design;
    }

    /** What it remembers, by the indices above; the array itself. */
    public double[] state() {
        return state;
    }

    /** @param slope 1 - 1 / ratio: 0 does nothing, 1 is an infinite ratio */
    void curve(double thresholdDecibels, double slope, double kneeDecibels) {
        double knee = kneeDecibels * (2 / DECIBELS_PER_LOG2);
        design[THRESHOLD] = thresholdDecibels * (2 / DECIBELS_PER_LOG2);
        design[HALF_KNEE] = knee / 2;
        design[KNEE] = knee;
        design[KNEE_CURVE] = knee == 0 ? 0 : 1 / (2 * knee);
        design[SLOPE] = slope / 2;
    }

    /** Each as the share of a state that is kept for a frame. */
    void times(double detectorKeep, double attackKeep, double releaseKeep) {
        design[DETECTOR_KEEP] = detectorKeep;
        design[ATTACK_KEEP] = attackKeep;
        design[RELEASE_KEEP] = releaseKeep;
    }

    void release(double releaseKeep) {
        design[RELEASE_KEEP] = releaseKeep;
    }

    /** The share of a state that is kept for a frame, if 37 % are to be left after a time; nothing after no time. */
    static double keep(double milliseconds, int sampleRateHertz) {
        return milliseconds == 0 ? 0 : DspMath.exp(-1000 / (milliseconds * sampleRateHertz));
    }

    /** How far the gain is turned down at this moment, in decibels. */
    double reductionDecibels(int which) {
        return state[which] * DECIBELS_PER_LOG2;
    }

    /**
     * The reduction that the louder of two channels asks for.
     *
     * @param right the left one again for a mono signal
     * @param wanted for each frame, from index 0
     */
    void demand(double[] left, double[] right, int from, int frames, double[] wanted) {
        double keep = design[DETECTOR_KEEP];
        double take = 1 - keep;
        double powerLeft = state[POWER_LEFT];
        double powerRight = state[POWER_RIGHT];
        for (int i = 0; i < frames; i++) {
            double l = left[from + i];
            double r = right[from + i];
            powerLeft = bounded(keep * powerLeft + take * (l * l));
            powerRight = bounded(keep * powerRight + take * (r * r));
            wanted[i] = reductionOf(powerLeft < powerRight ? powerRight : powerLeft);
        }
        state[POWER_LEFT] = powerLeft;
        state[POWER_RIGHT] = powerRight;
    }

    /**
     * The reduction that each of two channels asks for, drawn towards what the louder one does.
     *
     * @param link 0 for each channel by itself, 1 for both alike
     */
    void demandApart(
            double[] left,
            double[] right,
            int from,
            int frames,
            double link,
            double[] wantedLeft,
            double[] wantedRight) {
        double keep = design[DETECTOR_KEEP];
        double take = 1 - keep;
        double powerLeft = state[POWER_LEFT];
        double powerRight = state[POWER_RIGHT];
        for (int i = 0; i < frames; i++) {
            double l = left[from + i];
            double r = right[from + i];
            powerLeft = bounded(keep * powerLeft + take * (l * l));
            powerRight = bounded(keep * powerRight + take * (r * r));
            double ofLeft = reductionOf(powerLeft);
            double ofRight = reductionOf(powerRight);
            double most = ofLeft < ofRight ? ofRight : ofLeft;
            wantedLeft[i] = ofLeft + link * (most - ofLeft);
            wantedRight[i] = ofRight + link * (most - ofRight);
        }
        state[POWER_LEFT] = powerLeft;
        state[POWER_RIGHT] = powerRight;
    }

    private static double bounded(double power) {
        return LOUDEST < power ? LOUDEST : power;
    }

    private double reductionOf(double power) {
        double audible = power < SOFTEST ? SOFTEST : power;
        double over = DspMath.fastLog2(audible) - design[THRESHOLD];
        double knee = design[KNEE];
        double u = over + design[HALF_KNEE];
        u = u < 0 ? 0 : u;
        u = knee < u ? knee : u;
        double v = over - design[HALF_KNEE];
        v = v < 0 ? 0 : v;
        return design[SLOPE] * (u * u * design[KNEE_CURVE] + v);
    }

    /** @param which {@link #REDUCTION} or {@link #REDUCTION_RIGHT} */
    void smooth(int which, double[] wanted, int frames) {
        double attack = design[ATTACK_KEEP];
        double attackTake = 1 - attack;
        double release = design[RELEASE_KEEP];
        double releaseTake = 1 - release;
        double s = state[which];
        for (int i = 0; i < frames; i++) {
            double r = wanted[i];
            s = s < r ? attack * s + attackTake * r : release * s + releaseTake * r;
            wanted[i] = s;
        }
        state[which] = s;
    }

    /** As {@link #smooth}, but a reduction stays for some frames after the level last asked for as much. */
    void smoothHolding(int which, double[] wanted, int frames, double holdFrames) {
        double attack = design[ATTACK_KEEP];
        double release = design[RELEASE_KEEP];
        int counter = which == REDUCTION ? HELD : HELD_RIGHT;
        double held = state[counter];
        double s = state[which];
        for (int i = 0; i < frames; i++) {
            double r = wanted[i];
            boolean reached = s - r < REACHED;
            held = reached ? holdFrames : held;
            if (s < r) {
                s = attack * s + (1 - attack) * r;
            } else if (reached || held <= 0) {
                s = release * s + (1 - release) * r;
            } else {
                held--;
            }
            wanted[i] = s;
        }
        state[which] = s;
        state[counter] = held;
    }

    /** From smoothed reductions to gains, in place: {@code dry + wet 2^-s}. */
    static void gains(double[] reductions, int frames, int frameOfTick, TickRamp dry, TickRamp wet) {
        double dryFrom = dry.from();
        double dryStep = dry.step();
        double wetFrom = wet.from();
        double wetStep = wet.step();
        for (int i = 0; i < frames; i++) {
            double frame = frameOfTick + i;
            double gain = DspMath.fastExp2(-reductions[i]);
            reductions[i] = (dryFrom + frame * dryStep) + (wetFrom + frame * wetStep) * gain;
        }
    }

    /** Has the right channel's reduction be the left one's. */
    void relink() {
        state[REDUCTION_RIGHT] = state[REDUCTION];
        state[HELD_RIGHT] = state[HELD];
    }

    /** Sets states near zero to zero, as is done at the end of every tick. */
    public void flush() {
        for (int i = 0; i < STATE_SIZE; i++) {
            state[i] = DspMath.flushed(state[i]);
        }
    }

    void exchange(ProcessorState of) {
        of.numbers(state);
    }

    void forget() {
        Arrays.fill(state, 0);
    }
}
