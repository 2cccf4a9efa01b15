package foldback.dsp;

/**
 * Loudness in LUFS: momentary, short-term, integrated, and its range. Everything can be asked at any moment, and takes no memory for
 * it; a programme may last for days.
 *
 * <p>Method: ITU-R BS.1770-5, annex 1: K-weighting, mean square over blocks of 400 ms that overlap by 75 %, {@code -0.691 + 10
 * log10(sum of the channels)}, blocks below -70 LUFS left out, then those more than 10 LU below the loudness of the rest. Left
 * and right weigh 1 each; a mono signal is one channel. EBU Tech 3341 (2023): momentary over 400 ms, short-term over 3 s,
 * both ten times a second. EBU Tech 3342 (2023): the range is that from the 10th to the 95th percentile of the short-term loudness
 * above -70 LUFS and above 20 LU below the mean of that.
 *
 * <p>Departure: blocks are counted in bins of 0.01 LU, see {@link LoudnessHistogram}.
 */
public final class LoudnessMeter {
    /** What is answered when nothing was loud enough to count, or nothing was there for long enough. */
    public static final double SILENCE = Double.NEGATIVE_INFINITY;

    private static final double INTEGRATED_GATE_LU = -10;
    private static final double RANGE_GATE_LU = -20;
    private static final double LOW_PART = 0.1;
    private static final double HIGH_PART = 0.95;
    private static final int MOMENTARY_STEPS = 4;
    private static final int SHORT_TERM_STEPS = 30;
    private static final int STEPS_PER_SECOND = 10;

    private final KWeighting weighting;
    private final int channels;
    private final int stepFrames;
    private int framesIntoStep;

    /** The power of the steps of 100 ms of the last 3 s. */
    private final double[] steps = new double[SHORT_TERM_STEPS];

    private long stepCount;
    private double momentary;
    private double shortTerm;
    private double highestMomentary;
    private double highestShortTerm;
    private final LoudnessHistogram momentaries = new LoudnessHistogram();
    private final LoudnessHistogram shortTerms = new LoudnessHistogram();

    /** @param channels 1 or 2 */
    public LoudnessMeter(int sampleRateHertz, int channels) {
        this.channels = channels;
        weighting = new KWeighting(sampleRateHertz);
        stepFrames = sampleRateHertz / STEPS_PER_SECOND;
    }

    public void add(double[][] block, int from, int frames) {
        int at = from;
        int left = frames;
        while (left > 0) {
            int now = Math.min(left, stepFrames - framesIntoStep);
            if (channels == 1) {
                weighting.addMono(block[0], at, now);
            } else {
                weighting.addStereo(block[0], block[1], at, now);
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
        steps[(int) (stepCount % SHORT_TERM_STEPS)] = weighting.takeSum() / stepFrames;
        stepCount++;
        if (stepCount >= MOMENTARY_STEPS) {
            momentary = meanOfLast(MOMENTARY_STEPS);
            momentaries.add(momentary);
            highestMomentary = momentary > highestMomentary ? momentary : highestMomentary;
        }
        if (stepCount >= SHORT_TERM_STEPS) {
            shortTerm = meanOfLast(SHORT_TERM_STEPS);
            shortTerms.add(shortTerm);
            highestShortTerm = shortTerm > highestShortTerm ? shortTerm : highestShortTerm;
        }
    }

    private double meanOfLast(int count) {
        double sum = 0;
        for (long step = stepCount - count; step < stepCount; step++) {
            sum += steps[(int) (step % SHORT_TERM_STEPS)];
        }
        return sum / count;
    }

    /** The loudness of the last 400 ms, {@link #SILENCE} before there are as many. */
    public double momentaryLufs() {
        return lufs(momentary);
    }

    /** The loudness of the last 3 s, {@link #SILENCE} before there are as many. */
    public double shortTermLufs() {
        return lufs(shortTerm);
    }

    /** The highest {@link #momentaryLufs} so far. */
    public double highestMomentaryLufs() {
        return lufs(highestMomentary);
    }

    /** The highest {@link #shortTermLufs} so far. */
    public double highestShortTermLufs() {
        return lufs(highestShortTerm);
    }

    /** The loudness of everything added so far, {@link #SILENCE} if there is none. */
    public double integratedLufs() {
        double ungated = momentaries.meanPowerFrom(LoudnessHistogram.LOWEST_LUFS);
        return ungated == 0 ? SILENCE : lufs(momentaries.meanPowerFrom(Loudness.lufs(ungated) + INTEGRATED_GATE_LU));
    }

    /** The loudness range (LRA) of everything added so far, in LU; 0 if there is none. */
    public double rangeLu() {
        double ungated = shortTerms.meanPowerFrom(LoudnessHistogram.LOWEST_LUFS);
        if (ungated == 0) {
            return 0;
        }
        double gate = Loudness.lufs(ungated) + RANGE_GATE_LU;
        return shortTerms.percentile(HIGH_PART, gate) - shortTerms.percentile(LOW_PART, gate);
    }

    private static double lufs(double power) {
        return power == 0 ? SILENCE : Loudness.lufs(power);
    }
}
