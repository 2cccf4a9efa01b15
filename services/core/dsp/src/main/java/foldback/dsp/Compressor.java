package foldback.dsp;

/**
 * A feed-forward compressor: peak detector linked over the channels, soft knee, smoothing in decibels.
 *
 * <p>Equations, with the level {@code x = 20 log10 max(|L|, |R|)}, threshold T, ratio R, knee W and the reduction {@code r}:
 * {@code r = 0} for {@code 2(x - T) <= -W}; {@code r = (1 - 1/R) (x - T + W/2)^2 / 2W} within the knee; {@code r = (1 - 1/R) (x -
 * T)} above. Smoothed {@code s[n] = a s[n-1] + (1 - a) r[n]}, with {@code a = e^(-1 / (rate * attack))} while r is above s, else
 * with the release. Gain {@code g = 10^((makeup - s) / 20)}; output {@code x (1 + mix (g - 1))}.
 *
 * <p>Source: Giannoulis, Massberg, Reiss, Digital Dynamic Range Compressor Design: A Tutorial and Analysis, JAES 60(6), 2012,
 * equations 4, 16 and 23 (log-domain detector, smooth branching).
 *
 * <p>Range: as in the registry. A ratio of 1 without make-up, or a mix of 0, changes no bit. No departures.
 */
public final class Compressor extends TickedProcessor {
    /** Parameters, in the order of the registry. */
    static final int THRESHOLD = 0;

    static final int RATIO = 1;
    static final int KNEE = 2;
    static final int ATTACK = 3;
    static final int RELEASE = 4;
    static final int MAKEUP = 5;
    static final int MIX = 6;

    private static final double DECIBELS_PER_LOG2 = 6.020599913279624;

    private int sampleRateHertz;
    private double thresholdDecibels;
    private double kneeDecibels;
    private double slope;
    private double attackKeep;
    private double releaseKeep;
    private double makeupDecibels;
    private double mix;
    private boolean neutral;
    private double kneeStartLinear;

    private double reductionDecibels;

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        reset();
    }

    @Override
    public void configure(double[] parameters) {
        thresholdDecibels = parameters[THRESHOLD];
        kneeDecibels = parameters[KNEE];
        slope = 1 - 1 / parameters[RATIO];
        attackKeep = keep(parameters[ATTACK]);
        releaseKeep = keep(parameters[RELEASE]);
        makeupDecibels = parameters[MAKEUP];
        mix = parameters[MIX];
        neutral = mix == 0 || (slope == 0 && makeupDecibels == 0);
        kneeStartLinear = DspMath.decibelsToLinear(thresholdDecibels - kneeDecibels / 2);
    }

    private double keep(double milliseconds) {
        return DspMath.exp(-1000 / (milliseconds * sampleRateHertz));
    }

    /** How far the gain is turned down at this moment, in decibels, 0 or more. */
    public double reductionDecibels() {
        return reductionDecibels;
    }

    @Override
    void processWithinTick(double[][] channels, int from, int frames) {
        if (neutral) {
            return;
        }
        double[] left = channels[0];
        double[] right = channels[channels.length - 1];
        boolean stereo = channels.length == 2;
        double smoothed = reductionDecibels;
        for (int i = from; i < from + frames; i++) {
            double l = Math.abs(left[i]);
            double r = Math.abs(right[i]);
            double wanted = wantedReduction(l > r ? l : r);
            double keep = wanted > smoothed ? attackKeep : releaseKeep;
            smoothed = keep * smoothed + (1 - keep) * wanted;
            double gain = 1 + mix * (DspMath.exp2((makeupDecibels - smoothed) / DECIBELS_PER_LOG2) - 1);
            left[i] *= gain;
            if (stereo) {
                right[i] *= gain;
            }
        }
        reductionDecibels = smoothed;
    }

    private double wantedReduction(double peak) {
        if (peak <= kneeStartLinear) {
            return 0;
        }
        double over = DspMath.log2(peak) * DECIBELS_PER_LOG2 - thresholdDecibels;
        if (over < 0 && kneeDecibels == 0) {
            return 0; // the threshold itself, off by a rounding
        }
        if (2 * over >= kneeDecibels) {
            return slope * over;
        }
        double intoKnee = over + kneeDecibels / 2;
        return slope * intoKnee * intoKnee / (2 * kneeDecibels);
    }

    @Override
    void endTick() {
        reductionDecibels = DspMath.flushed(reductionDecibels);
    }

    @Override
    void exchangeHeard(ProcessorState state) {
        reductionDecibels = state.number(reductionDecibels);
    }

    @Override
    void forget() {
        reductionDecibels = 0;
    }

    @Override
    public int latencyFrames() {
        return 0;
    }
}
