package foldback.dsp;

/**
 * What the sides have to do with each other, and how high their mean level is: RMS, correlation and balance over a window of the
 * last moments.
 *
 * <p>Equations, over the window: {@code rms = sqrt(mean x^2)}; correlation {@code sum(L R) / sqrt(sum(L^2) sum(R^2))}; balance {@code
 * (sum(R^2) - sum(L^2)) / (sum(L^2) + sum(R^2))}, -1 is left. The window is made of steps of a hundredth of its length, and ends with the
 * last whole step.
 *
 * <p>Source: correlation as the phase meter of DIN EN 60268-18, 1995 (its ballistics are not reproduced: the window is rectangular).
 */
public final class LevelMeter {
    private static final int STEPS = 100;

    private final int channels;
    private final int stepFrames;
    private final double[] leftSquares = new double[STEPS];
    private final double[] rightSquares = new double[STEPS];
    private final double[] products = new double[STEPS];
    private double left;
    private double right;
    private double product;
    private int framesIntoStep;
    private int step;
    private int filled;
    private double allSquares;
    private long allFrames;

    /** @param windowSeconds how far back is measured, from 0.05 on: 0.3 is usual */
    public LevelMeter(int sampleRateHertz, int channels, double windowSeconds) {
        this.channels = channels;
        stepFrames = Math.max(1, (int) (windowSeconds * sampleRateHertz / STEPS + 0.5));
    }

    public void add(double[][] block, int from, int frames) {
        double[] l = block[0];
        double[] r = block[channels - 1];
        int at = from;
        int remaining = frames;
        while (remaining > 0) {
            int now = Math.min(remaining, stepFrames - framesIntoStep);
            double ll = left;
            double rr = right;
            double lr = product;
            for (int i = at; i < at + now; i++) {
                ll += l[i] * l[i];
                rr += r[i] * r[i];
                lr += l[i] * r[i];
            }
            left = ll;
            right = rr;
            product = lr;
            at += now;
            remaining -= now;
            framesIntoStep += now;
            if (framesIntoStep == stepFrames) {
                endStep();
            }
        }
    }

    private void endStep() {
        leftSquares[step] = left;
        rightSquares[step] = right;
        products[step] = product;
        allSquares += (left + right) / 2;
        allFrames += stepFrames;
        left = 0;
        right = 0;
        product = 0;
        framesIntoStep = 0;
        step = (step + 1) % STEPS;
        filled = Math.min(filled + 1, STEPS);
    }

    /** The RMS of a channel over the window, linear; 0 before the first step has ended. */
    public double rms(int channel) {
        return filled == 0
                ? 0
                : Math.sqrt(sum(channel == 0 ? leftSquares : rightSquares) / (filled * (double) stepFrames));
    }

    /** The RMS of everything so far, over the channels, linear. */
    public double rmsOfAll() {
        double frames = (double) allFrames + framesIntoStep;
        return frames == 0 ? 0 : Math.sqrt((allSquares + (left + right) / 2) / frames);
    }

    /** 1 where the sides are alike, -1 where one is the other upside down, 0 where they have nothing in common, or are silent. */
    public double correlation() {
        double power = Math.sqrt(sum(leftSquares)) * Math.sqrt(sum(rightSquares));
        if (power == 0) {
            return 0;
        }
        double c = sum(products) / power;
        return c > 1 ? 1 : c < -1 ? -1 : c;
    }

    /** -1 where all power is on the left, 1 on the right, 0 where they have as much, or none. */
    public double balance() {
        double l = sum(leftSquares);
        double r = sum(rightSquares);
        return l + r == 0 ? 0 : (r - l) / (r + l);
    }

    private static double sum(double[] of) {
        double sum = 0;
        for (double x : of) {
            sum += x;
        }
        return sum;
    }
}
