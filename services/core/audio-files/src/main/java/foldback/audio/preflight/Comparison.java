package foldback.audio.preflight;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two stems hold the same sound, and if so how they stand to each other: two microphones before one drum, a line and an amplifier, a
 * take that was exported twice.
 *
 * <p>Equation: the normalised cross-correlation of the two outlines' first differences (which whiten music enough for a peak to be one), over
 * windows of 4 s where both play, for lags of up to 30 ms. Source: Knapp and Carter, The Generalized Correlation Method for Estimation of
 * Time Delay, IEEE ASSP-24, 1976.
 */
public final class Comparison {
    private static final double WINDOW_SECONDS = 4;
    private static final double LONGEST_LAG_SECONDS = 0.03;
    private static final int WINDOWS = 2;

    /** Below this they are two sounds. Two parts of one song come to 0.3 at most. */
    private static final double LEAST_CORRELATION = 0.6;

    /** The peak has to stand out from the highest of the other sign: a steady tone fits as well half a period later, turned round. */
    private static final double LEAST_LEAD = 0.15;

    /**
     * How the second stem stands to the first.
     *
     * @param correlation from -1 to 1; negative if it is turned round
     * @param lagFrames how much later the second is; within half an outline's sample
     */
    public record Relation(double correlation, long lagFrames) {}

    private record Peak(double correlation, double lagSamples) {}

    private Comparison() {}

    /** How two stems stand to each other; empty if they are different sounds, or cannot be compared. */
    public static Optional<Relation> of(Outline first, Outline second) {
        if (first.sampleRateHertz() != second.sampleRateHertz()) {
            return Optional.empty();
        }
        int rate = first.sampleRateHertz() / first.framesPerSample();
        int longestLag = (int) (LONGEST_LAG_SECONDS * rate);
        int there = Math.min(first.samples().length, second.samples().length);
        int window = (int) Math.min(WINDOW_SECONDS * rate, there - 2.0 * longestLag - 2);
        if (window < rate / 2) {
            return Optional.empty();
        }
        Peak agreed = null;
        int[] starts = loudest(first.samples(), second.samples(), window, longestLag, there);
        for (int start : starts) {
            Peak peak = peak(first.samples(), second.samples(), start, window, longestLag);
            if (peak == null) {
                return Optional.empty();
            }
            if (agreed != null
                    && (Math.signum(agreed.correlation()) != Math.signum(peak.correlation())
                            || Math.abs(agreed.lagSamples() - peak.lagSamples()) > 1)) {
                return Optional.empty();
            }
            agreed = agreed == null || Math.abs(peak.correlation()) > Math.abs(agreed.correlation()) ? peak : agreed;
        }
        return agreed == null
                ? Optional.empty()
                : Optional.of(
                        new Relation(agreed.correlation(), Math.round(agreed.lagSamples() * first.framesPerSample())));
    }

    /** Where the windows begin in which the quieter of the two is loudest, none over another. */
    private static int[] loudest(short[] a, short[] b, int window, int margin, int there) {
        int possible = Math.max(1, (there - 2 * margin - 2) / window);
        double[] energies = new double[possible];
        for (int w = 0; w < possible; w++) {
            int start = margin + 1 + w * window;
            energies[w] = Math.min(energy(a, start, window), energy(b, start, window));
        }
        int[] starts = new int[Math.min(WINDOWS, possible)];
        for (int n = 0; n < starts.length; n++) {
            int best = 0;
            for (int w = 1; w < possible; w++) {
                if (energies[w] > energies[best]) {
                    best = w;
                }
            }
            if (energies[best] <= 0) {
                // they never play together, or only in the windows that have been taken
                return Arrays.copyOf(starts, n);
            }
            starts[n] = margin + 1 + best * window;
            energies[best] = -1;
        }
        return starts;
    }

    private static double energy(short[] x, int start, int length) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            double d = x[i] - x[i - 1];
            sum += d * d;
        }
        return sum;
    }

    private static @Nullable Peak peak(short[] a, short[] b, int start, int window, int longestLag) {
        double[] r = new double[2 * longestLag + 1];
        float[] da = differences(a, start, window);
        float[] db = differences(b, start - longestLag, window + 2 * longestLag);
        double energyA = dot(da, 0, da, 0, window);
        double energyB = dot(db, 0, db, 0, window);
        for (int lag = 0; lag < r.length; lag++) {
            double both = Math.sqrt(energyA * energyB);
            r[lag] = both == 0 ? 0 : dot(da, 0, db, lag, window) / both;
            if (lag + window < db.length) {
                // of whole numbers, and so exact
                energyB += (double) db[lag + window] * db[lag + window] - (double) db[lag] * db[lag];
            }
        }
        int best = 0;
        for (int lag = 1; lag < r.length; lag++) {
            if (Math.abs(r[lag]) > Math.abs(r[best])) {
                best = lag;
            }
        }
        double otherSign = 0;
        for (double each : r) {
            if (Math.signum(each) != Math.signum(r[best])) {
                otherSign = Math.max(otherSign, Math.abs(each));
            }
        }
        if (Math.abs(r[best]) < LEAST_CORRELATION || Math.abs(r[best]) - otherSign < LEAST_LEAD) {
            return null;
        }
        return new Peak(r[best], best - longestLag + parabolicOffset(r, best));
    }

    /** Where the top of the parabola through a peak and its neighbours is, from -0.5 to 0.5. */
    private static double parabolicOffset(double[] r, int at) {
        if (at == 0 || at == r.length - 1) {
            return 0;
        }
        double curvature = r[at - 1] - 2 * r[at] + r[at + 1];
        return curvature == 0 ? 0 : Math.clamp(0.5 * (r[at - 1] - r[at + 1]) / curvature, -0.5, 0.5);
    }

    private static float[] differences(short[] x, int start, int length) {
        float[] d = new float[length];
        for (int i = 0; i < length; i++) {
            d[i] = x[start + i] - x[start + i - 1];
        }
        return d;
    }

    private static double dot(float[] a, int fromA, float[] b, int fromB, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        double sum = 0;
        int i = 0;
        while (i + 4 <= length) {
            // whole numbers of 17 bits: sums of a few hundred products keep what a correlation needs
            int end = Math.min(length - 3, i + 1024);
            for (; i < end; i += 4) {
                s0 += a[fromA + i] * b[fromB + i];
                s1 += a[fromA + i + 1] * b[fromB + i + 1];
                s2 += a[fromA + i + 2] * b[fromB + i + 2];
                s3 += a[fromA + i + 3] * b[fromB + i + 3];
            }
            sum += (double) s0 + s1 + s2 + s3;
            s0 = 0;
            s1 = 0;
            s2 = 0;
            s3 = 0;
        }
        for (; i < length; i++) {
            sum += a[fromA + i] * b[fromB + i];
        }
        return sum;
    }
}
