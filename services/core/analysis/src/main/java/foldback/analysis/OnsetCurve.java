package foldback.analysis;

/** Flux as beats are sought in: without what is always there, and of one scale. */
final class OnsetCurve {
    private static final int AROUND = 50; // half a second to both sides
    private static final int PEAK_AROUND = 3;
    private static final int PEAK_MEAN_AROUND = 15;
    private static final double PEAK_ABOVE = 1.0;

    private OnsetCurve() {}

    /** The flux above its mean over a second, by the standard deviation of that; silence stays 0. */
    static float[] of(float[] flux) {
        int n = flux.length;
        float[] out = new float[n];
        double[] sums = sums(flux);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            int from = Math.max(0, i - AROUND);
            int to = Math.min(n, i + AROUND + 1);
            out[i] = (float) Math.max(0, flux[i] - (sums[to] - sums[from]) / (to - from));
            squares += out[i] * out[i];
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares / n);
        for (int i = 0; i < n; i++) {
            out[i] *= (float) scale;
        }
        return out;
    }

    private static double[] sums(float[] x) {
        double[] sums = new double[x.length + 1];
        for (int i = 0; i < x.length; i++) {
            sums[i + 1] = sums[i] + x[i];
        }
        return sums;
    }

    /**
     * How many onsets there are: peaks of 30 ms to both sides that stand 1 dB above the mean of 150 ms, as in S. Böck, F. Krebs, M. Schedl, Evaluating the
     * Online Capabilities of Onset Detection Methods, ISMIR 2012.
     *
     * @param flux in decibels
     */
    static int onsets(float[] flux) {
        double[] sums = sums(flux);
        int count = 0;
        for (int i = 0; i < flux.length; i++) {
            int from = Math.max(0, i - PEAK_MEAN_AROUND);
            int to = Math.min(flux.length, i + PEAK_MEAN_AROUND + 1);
            if (flux[i] >= (sums[to] - sums[from]) / (to - from) + PEAK_ABOVE && isHighest(flux, i)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isHighest(float[] x, int at) {
        for (int i = Math.max(0, at - PEAK_AROUND); i < Math.min(x.length, at + PEAK_AROUND + 1); i++) {
            if (x[i] > x[at] || (x[i] == x[at] && i < at)) {
                return false;
            }
        }
        return true;
    }
}
