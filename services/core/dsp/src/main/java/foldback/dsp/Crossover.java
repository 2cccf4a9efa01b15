package foldback.dsp;

/**
 * Splits a signal into two to four bands whose sum has a flat magnitude.
 *
 * <p>Each split is a low-pass and a high-pass of the fourth order, a Butterworth of the second twice: {@code LP + HP = (1 + s^4) / (s^2 +
 * sqrt(2) s + 1)^2}, an allpass of the second order. Splits follow upon each other, upwards; each band below a split goes through that
 * split's allpass, so that all bands have the phase of all splits and the sum is the product of the allpasses.
 *
 * <p>Source: Siegfried Linkwitz, Active Crossover Networks for Noncoincident Drivers, JAES 24(1), 1976; the compensation as in
 * Joseph D'Appolito, Active Realization of Multiway All-Pass Crossover Systems, JAES 35(4), 1987. After the bilinear transform,
 * pre-warped, which keeps the sum exact; corners above 0.49 of the sample rate count as that.
 */
final class Crossover {
    static final int MOST_BANDS = 4;

    private static final int SPLITS = MOST_BANDS - 1;

    private final BiquadCascade[] lows = new BiquadCascade[SPLITS];
    private final BiquadCascade[] highs = new BiquadCascade[SPLITS];
    private final BiquadCascade[] allpasses = new BiquadCascade[SPLITS];
    private final Biquad section = new Biquad();
    private int bands = 2;

    Crossover() {
        for (int i = 0; i < SPLITS; i++) {
            lows[i] = new BiquadCascade(2);
            highs[i] = new BiquadCascade(2);
            allpasses[i] = new BiquadCascade(SPLITS);
        }
    }

    /** @param hertz of each split, as many as there are bands less one, and maybe more */
    void configure(int bands, double[] hertz, int sampleRateHertz) {
        if (bands != this.bands) {
            forget();
        }
        this.bands = bands;
        for (int split = 0; split < bands - 1; split++) {
            double corner = FilterDesign.corner(hertz[split], sampleRateHertz);
            double cos = DspMath.cosPi(2 * corner);
            double alpha = DspMath.sinPi(2 * corner) / (2 * FilterDesign.BUTTERWORTH_Q);
            section.set((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
            twice(lows[split]);
            section.set((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
            twice(highs[split]);
            allpasses[split].clear();
            section.set(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha);
            for (int below = 0; below < split; below++) {
                allpasses[below].add(split, section);
            }
        }
    }

    private void twice(BiquadCascade cascade) {
        cascade.clear();
        cascade.add(0, section);
        cascade.add(1, section);
    }

    /** @param into for each band and channel at most a tick of frames, from index 0 */
    void split(double[][] channels, int from, int frames, double[][][] into) {
        double[][] rest = into[bands - 1];
        for (int c = 0; c < channels.length; c++) {
            System.arraycopy(channels[c], from, rest[c], 0, frames);
        }
        for (int band = 0; band < bands - 1; band++) {
            double[][] low = into[band];
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(rest[c], 0, low[c], 0, frames);
            }
            lows[band].process(low, 0, frames);
            highs[band].process(rest, 0, frames);
            allpasses[band].process(low, 0, frames);
        }
    }

    void flush() {
        for (int i = 0; i < SPLITS; i++) {
            lows[i].flush();
            highs[i].flush();
            allpasses[i].flush();
        }
    }

    void exchange(ProcessorState state) {
        for (int i = 0; i < SPLITS; i++) {
            lows[i].exchange(state);
            highs[i].exchange(state);
            allpasses[i].exchange(state);
        }
    }

    void forget() {
        for (int i = 0; i < SPLITS; i++) {
            lows[i].forget();
            highs[i].forget();
            allpasses[i].forget();
        }
    }
}
