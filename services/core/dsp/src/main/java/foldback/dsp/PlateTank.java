package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import org.jspecify.annotations.Nullable;

/**
 * A plate: two halves in a ring, each an allpass that moves, a delay, a {@link DecayFilter}, an allpass, and a delay.
 *
 * <p>Equations, lengths in frames at 29761 Hz: {@code half 1: allpass 672 (-0.7 d), delay 4453, filter, allpass 1800 (0.5 d), delay 3720};
 * half 2 the same with 908, 4217, 2656, 3163; d is the diffusion. Each half takes what goes in, and what comes out of the other one. The
 * outputs are taken from seven places each, as in the source's table 2.
 *
 * <p>Source: Jon Dattorro, Effect Design Part 1: Reverberator and Other Filters, JAES 45(9), 1997, figure 1 and tables 1 and 2. Departures:
 * left and right go into a half each, not their sum into both; instead of the coefficients decay and damping there is one decay
 * filter for each half, designed for the frames that a half lasts (allpasses delay by their length on average); modulation of up to
 * a millisecond by straight lines between samples; every length goes with the size; where an allpass alone would ring
 * longer than the decay time (below 0.9 s, at a size of 1), its gain is lower.
 */
final class PlateTank implements ReverbTank {
    private static final double RATE_OF_LENGTHS = 29_761;
    private static final int[] MOVING = {672, 908};
    private static final int[] FIRST = {4453, 4217};
    private static final int[] STILL = {1800, 2656};
    private static final int[] SECOND = {3720, 3163};
    private static final double MOVING_GAIN = -0.7;
    private static final double STILL_GAIN = 0.5;
    private static final double MODULATION_SECONDS = 0.0005;

    /** For each side: two places in the other half's first delay, its second allpass and delay, then in the own half. */
    private static final int[][] TAPS = {
        {266, 2974, 1913, 1996, 1990, 187, 1066},
        {353, 3627, 1228, 2673, 2111, 335, 121}
    };

    private final int sampleRateHertz;
    private final DelayLine[] moving = new DelayLine[2];
    private final DelayLine[] first = new DelayLine[2];
    private final DelayLine[] still = new DelayLine[2];
    private final DelayLine[] second = new DelayLine[2];
    private final DecayFilter[] filters = {new DecayFilter(), new DecayFilter()};
    private final int[][] lengths = new int[2][4];
    private final int[][] taps = new int[2][TAPS[0].length];
    private final QuadratureOscillator oscillator = new QuadratureOscillator();
    private final double[] movingGains = new double[2];
    private final double[] stillGains = new double[2];

    PlateTank(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        int room = (int) (2 * MODULATION_SECONDS * sampleRateHertz) + 4;
        for (int h = 0; h < 2; h++) {
            moving[h] = new DelayLine(frames(MOVING[h], FeedbackNetwork.LARGEST_SIZE) + room);
            first[h] = new DelayLine(frames(FIRST[h], FeedbackNetwork.LARGEST_SIZE));
            still[h] = new DelayLine(frames(STILL[h], FeedbackNetwork.LARGEST_SIZE));
            second[h] = new DelayLine(frames(SECOND[h], FeedbackNetwork.LARGEST_SIZE));
        }
    }

    private int frames(int atRateOfLengths, double size) {
        return (int) (atRateOfLengths * size * sampleRateHertz / RATE_OF_LENGTHS + 0.5);
    }

    @Override
    public void tune(DecayFilter.Decay decay, double size, double diffusion, double modulationHertz) {
        for (int h = 0; h < 2; h++) {
            int[] length = lengths[h];
            length[0] = frames(MOVING[h], size);
            length[1] = frames(FIRST[h], size);
            length[2] = frames(STILL[h], size);
            length[3] = frames(SECOND[h], size);
            movingGains[h] = -ringing(-MOVING_GAIN * diffusion, length[0], decay);
            stillGains[h] = ringing(STILL_GAIN * diffusion, length[2], decay);
            filters[h].tune(length[0] + length[1] + length[2] + length[3], decay);
            for (int t = 0; t < taps[h].length; t++) {
                taps[h][t] = frames(TAPS[h][t], size);
            }
        }
        oscillator.tune(modulationHertz, sampleRateHertz);
    }

    /** The gain of an allpass, but for one by which it would ring longer, on its own, than the reverb is to last. */
    private static double ringing(double gain, int frames, DecayFilter.Decay decay) {
        double longest =
                DspMath.decibelsToLinear(DecayFilter.DECAY_DECIBELS * frames / (decay.sampleRateHertz * decay.seconds));
        return gain < longest ? gain : longest;
    }

    @Override
    public void circulate(
            double[] left, double[] right, int frames, double @Nullable [] modulation, FrameKernels kernels) {
        for (int i = 0; i < frames; i++) {
            circulate(left[i], right[i], modulation == null ? 0 : modulation[i]);
            left[i] = tapped(0);
            right[i] = tapped(1);
        }
    }

    private void circulate(double left, double right, double modulation) {
        double depth = modulation * MODULATION_SECONDS * sampleRateHertz;
        double endOfFirst = second[0].read(lengths[0][3]);
        double endOfSecond = second[1].read(lengths[1][3]);
        circulateHalf(0, left + endOfSecond, depth, oscillator.sine());
        circulateHalf(1, right + endOfFirst, depth, oscillator.cosine());
        oscillator.advance();
    }

    private void circulateHalf(int h, double in, double depth, double wave) {
        int length = lengths[h][0];
        double delayed = depth == 0 ? moving[h].read(length) : moving[h].read(length + depth * (1 + wave));
        double smeared = allpass(moving[h], delayed, in, movingGains[h]);
        double late = filters[h].process(first[h].read(lengths[h][1]));
        first[h].push(smeared);
        double again = allpass(still[h], still[h].read(lengths[h][2]), late, stillGains[h]);
        second[h].push(again);
    }

    private static double allpass(DelayLine line, double delayed, double in, double gain) {
        double out = delayed - gain * in;
        line.push(in + gain * out);
        return out;
    }

    private double tapped(int side) {
        int other = 1 - side;
        int[] t = taps[side];
        return first[other].read(t[0])
                + first[other].read(t[1])
                - still[other].read(t[2])
                + second[other].read(t[3])
                - first[side].read(t[4])
                - still[side].read(t[5])
                - second[side].read(t[6]);
    }

    @Override
    public void endTick() {
        filters[0].flush();
        filters[1].flush();
    }

    @Override
    public void exchange(ProcessorState state) {
        for (int h = 0; h < 2; h++) {
            moving[h].exchange(state);
            first[h].exchange(state);
            still[h].exchange(state);
            second[h].exchange(state);
            filters[h].exchange(state);
        }
        oscillator.exchange(state);
    }

    @Override
    public void forget() {
        for (int h = 0; h < 2; h++) {
            moving[h].forget();
            first[h].forget();
            still[h].forget();
            second[h].forget();
            filters[h].forget();
        }
        oscillator.forget();
    }
}
