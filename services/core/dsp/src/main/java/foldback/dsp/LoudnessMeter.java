package foldback.dsp;

import java.util.Arrays;

/**
 * Integrated loudness in LUFS.
 *
 * <p>Method: ITU-R BS.1770-5, annex 1: K-weighting, mean square over blocks of 400 ms that overlap by 75 %, {@code -0.691 + 10
 * log10(sum of the channels)}, blocks below -70 LUFS left out, then those more than 10 LU below the loudness of the rest. Left
 * and right weigh 1 each; a mono signal is one channel.
 *
 * <p>Departure: the recommendation gives the filters' coefficients at 48 kHz only. For other rates they come from the analogue
 * prototype that has those coefficients at 48 kHz, as in libebur128 (Jan Kokemüller, 2011) and Brecht De Man, Evaluation of
 * Implementations of the EBU R128 Loudness Measurement, AES 145th Convention, 2018.
 */
public final class LoudnessMeter {
    /** What {@link #integratedLufs} answers when no block was loud enough to count. */
    public static final double SILENCE = Double.NEGATIVE_INFINITY;

    private static final double ABSOLUTE_GATE_LUFS = -70;
    private static final double RELATIVE_GATE_LU = -10;
    private static final double OFFSET = -0.691;
    private static final int STEPS_PER_BLOCK = 4;
    private static final int STEPS_PER_SECOND = 10;

    private static final double SHELF_HERTZ = 1681.974450955533;
    private static final double SHELF_DECIBELS = 3.999843853973347;
    private static final double SHELF_Q = 0.7071752369554196;
    private static final double SHELF_MIDDLE = 0.4996667741545416;
    private static final double HIGH_PASS_HERTZ = 38.13547087602444;
    private static final double HIGH_PASS_Q = 0.5003270373238773;

    private final KWeighting[] channels;
    private final int stepFrames;
    private int framesIntoStep;
    private double[] steps = new double[600];
    private int stepCount;

    /** @param channels 1 or 2 */
    public LoudnessMeter(int sampleRateHertz, int channels) {
        this.channels = new KWeighting[channels];
        for (int c = 0; c < channels; c++) {
            this.channels[c] = new KWeighting(sampleRateHertz);
        }
        stepFrames = sampleRateHertz / STEPS_PER_SECOND;
    }

    public void add(double[][] block, int from, int frames) {
        int at = from;
        int left = frames;
        while (left > 0) {
            int now = Math.min(left, stepFrames - framesIntoStep);
            for (int c = 0; c < channels.length; c++) {
                channels[c].add(block[c], at, now);
            }
            at += now;
            left -= now;
            framesIntoStep += now;
            if (framesIntoStep == stepFrames) {
                endStep();
            }
        }
    }

    private void endStep() {
        framesIntoStep = 0;
        double stepSum = 0;
        for (KWeighting channel : channels) {
            stepSum += channel.takeSum();
        }
        if (stepCount == steps.length) {
            steps = Arrays.copyOf(steps, 2 * steps.length);
        }
        steps[stepCount] = stepSum / stepFrames;
        stepCount++;
    }

    /** The loudness of everything added so far, {@link #SILENCE} if there is none. */
    public double integratedLufs() {
        double ungated = meanAbove(power(ABSOLUTE_GATE_LUFS));
        if (ungated == 0) {
            return SILENCE;
        }
        double relative = ungated * DspMath.exp2(RELATIVE_GATE_LU / 10 * DspMath.log2(10));
        double absolute = power(ABSOLUTE_GATE_LUFS);
        double gated = meanAbove(relative > absolute ? relative : absolute);
        return gated == 0 ? SILENCE : OFFSET + DspMath.linearToDecibels(gated) / 2;
    }

    /** The mean square of the blocks above a mean square; 0 if there is none. */
    private double meanAbove(double gate) {
        double sum = 0;
        int blocks = 0;
        for (int last = STEPS_PER_BLOCK - 1; last < stepCount; last++) {
            double block = (steps[last - 3] + steps[last - 2] + steps[last - 1] + steps[last]) / STEPS_PER_BLOCK;
            if (block > gate) {
                sum += block;
                blocks++;
            }
        }
        return blocks == 0 ? 0 : sum / blocks;
    }

    private static double power(double lufs) {
        return DspMath.decibelsToLinear(2 * (lufs - OFFSET));
    }

    /** The two filters of one channel, and the sum of their squared output. */
    private static final class KWeighting {
        private final Biquad shelf = new Biquad();
        private final Biquad highPass = new Biquad();
        private final double[][] filtered = {new double[Processor.TICK_FRAMES]};
        private double sum;

        KWeighting(int sampleRateHertz) {
            double k = DspMath.tanPi(SHELF_HERTZ / sampleRateHertz);
            double high = DspMath.decibelsToLinear(SHELF_DECIBELS);
            double middle = DspMath.decibelsToLinear(SHELF_DECIBELS * SHELF_MIDDLE);
            shelf.set(
                    high + middle * k / SHELF_Q + k * k,
                    2 * (k * k - high),
                    high - middle * k / SHELF_Q + k * k,
                    1 + k / SHELF_Q + k * k,
                    2 * (k * k - 1),
                    1 - k / SHELF_Q + k * k);
            double h = DspMath.tanPi(HIGH_PASS_HERTZ / sampleRateHertz);
            double a0 = 1 + h / HIGH_PASS_Q + h * h;
            // The recommendation's numerator is 1, -2, 1 whatever the denominator.
            highPass.set(a0, -2 * a0, a0, a0, 2 * (h * h - 1), 1 - h / HIGH_PASS_Q + h * h);
        }

        void add(double[] samples, int from, int frames) {
            double[] x = filtered[0];
            for (int at = 0; at < frames; at += x.length) {
                int now = Math.min(x.length, frames - at);
                System.arraycopy(samples, from + at, x, 0, now);
                shelf.process(filtered, 0, now);
                highPass.process(filtered, 0, now);
                for (int i = 0; i < now; i++) {
                    sum += x[i] * x[i];
                }
            }
        }

        double takeSum() {
            double taken = sum;
            sum = 0;
            shelf.flush();
            highPass.flush();
            return taken;
        }
    }
}
