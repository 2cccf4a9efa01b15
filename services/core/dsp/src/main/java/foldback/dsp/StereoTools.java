package foldback.dsp;

/**
 * Stereo tools: swap or mono, rotation, middle and side, mono below a frequency, width, balance, in this order.
 *
 * <p>Equations: rotation by r {@code L' = L cos r - R sin r, R' = L sin r + R cos r}; {@code m = (L + R) / 2}, {@code s = (L - R) / 2};
 * {@code m *= middle, s *= side * width}; mono below f: s through a Linkwitz-Riley high-pass of fourth order (two Butterworth
 * sections), m through the allpass {@code (s^2 - sqrt(2) s + 1) / (s^2 + sqrt(2) s + 1)}, which has the same phase, both by the
 * bilinear transform with f kept in place; {@code L = m + s, R = m - s}; balance b {@code L *= min(1, 1 - b), R *= min(1, 1 + b)}.
 *
 * <p>Source: Siegfried Linkwitz, Active Crossover Networks for Noncoincident Drivers, JAES 24(1), 1976; Robert Bristow-Johnson, Audio EQ
 * Cookbook, 1998 (the sections); Alan Blumlein, GB patent 394325, 1931 (middle and side).
 *
 * <p>Range: as in the registry; mono below 20 Hz is off. Gains, width, balance and rotation move in straight lines over a tick. With
 * everything neutral no bit changes. On one channel nothing happens, as there are no sides.
 */
public final class StereoTools extends TickedProcessor {
    /** Parameters, in the order of the registry. */
    static final int MODE = 0;

    static final int WIDTH = 1;
    static final int MONO_BELOW = 2;
    static final int ROTATION = 3;
    static final int BALANCE = 4;
    static final int MIDDLE = 5;
    static final int SIDE = 6;

    private static final int SWAPPED = 1;
    private static final int MONO = 2;
    private static final double OFF_HERTZ = 20;
    private static final double DEGREES_PER_HALF_TURN = 180;
    private static final double BUTTERWORTH_Q = 0.7071067811865476;

    private final Ramp cosine = new Ramp();
    private final Ramp sine = new Ramp();
    private final Ramp middle = new Ramp();
    private final Ramp side = new Ramp();
    private final Ramp leftGain = new Ramp();
    private final Ramp rightGain = new Ramp();
    private final Biquad middleAllpass = new Biquad();
    private final Biquad firstHighPass = new Biquad();
    private final Biquad secondHighPass = new Biquad();
    private final double[][] middles = {new double[TICK_FRAMES]};
    private final double[][] sides = {new double[TICK_FRAMES]};
    private int sampleRateHertz;
    private int mode;
    private boolean monoBelow;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        mode = (int) parameters[MODE];
        double halfTurns = parameters[ROTATION] / DEGREES_PER_HALF_TURN;
        cosine.aim(DspMath.cosPi(halfTurns));
        sine.aim(DspMath.sinPi(halfTurns));
        middle.aim(DspMath.decibelsToLinear(parameters[MIDDLE]));
        side.aim(DspMath.decibelsToLinear(parameters[SIDE]) * parameters[WIDTH]);
        double balance = parameters[BALANCE];
        leftGain.aim(balance > 0 ? 1 - balance : 1);
        rightGain.aim(balance < 0 ? 1 + balance : 1);
        monoBelow = parameters[MONO_BELOW] > OFF_HERTZ;
        tune(parameters[MONO_BELOW]);
    }

    private void tune(double hertz) {
        double turn = 2 * hertz / sampleRateHertz;
        double cos = DspMath.cosPi(turn);
        double alpha = DspMath.sinPi(turn) / (2 * BUTTERWORTH_Q);
        middleAllpass.set(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha);
        firstHighPass.set((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
        secondHighPass.set((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        if (channels.length == 1) {
            return;
        }
        double[] left = channels[0];
        double[] right = channels[1];
        arrange(left, right, from, frames);
        if (!(cosine.restsAt(1) && sine.restsAt(0))) {
            rotate(left, right, from, frames);
        }
        if (monoBelow || !(middle.restsAt(1) && side.restsAt(1))) {
            weigh(left, right, from, frames);
        }
        for (int i = from; i < from + frames; i++) {
            left[i] *= leftGain.next();
            right[i] *= rightGain.next();
        }
    }

    private void arrange(double[] left, double[] right, int from, int frames) {
        if (mode == SWAPPED) {
            for (int i = from; i < from + frames; i++) {
                double l = left[i];
                left[i] = right[i];
                right[i] = l;
            }
        } else if (mode == MONO) {
            for (int i = from; i < from + frames; i++) {
                left[i] = (left[i] + right[i]) / 2;
                right[i] = left[i];
            }
        }
    }

    private void rotate(double[] left, double[] right, int from, int frames) {
        for (int i = from; i < from + frames; i++) {
            double cos = cosine.next();
            double sin = sine.next();
            double l = left[i];
            left[i] = l * cos - right[i] * sin;
            right[i] = l * sin + right[i] * cos;
        }
    }

    private void weigh(double[] left, double[] right, int from, int frames) {
        double[] m = middles[0];
        double[] s = sides[0];
        for (int i = 0; i < frames; i++) {
            m[i] = (left[from + i] + right[from + i]) / 2 * middle.next();
            s[i] = (left[from + i] - right[from + i]) / 2 * side.next();
        }
        if (monoBelow) {
            middleAllpass.process(middles, 0, frames);
            firstHighPass.process(sides, 0, frames);
            secondHighPass.process(sides, 0, frames);
        }
        for (int i = 0; i < frames; i++) {
            left[from + i] = m[i] + s[i];
            right[from + i] = m[i] - s[i];
        }
    }

    @Override
    void endTick() {
        middleAllpass.flush();
        firstHighPass.flush();
        secondHighPass.flush();
        cosine.land();
        sine.land();
        middle.land();
        side.land();
        leftGain.land();
        rightGain.land();
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        middleAllpass.exchange(state);
        firstHighPass.exchange(state);
        secondHighPass.exchange(state);
    }

    @Override
    void forget() {
        middleAllpass.forget();
        firstHighPass.forget();
        secondHighPass.forget();
        cosine.settle();
        sine.settle();
        middle.settle();
        side.settle();
        leftGain.settle();
        rightGain.settle();
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
