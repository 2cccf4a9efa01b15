package foldback.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Bands of a spectrum: what part of each bin belongs to which. A bin that an edge cuts is shared by the parts of it on both sides.
 *
 * <p>Thirds of an octave are those of IEC 61260-1:2014, base 10: middles at {@code 1000 * 10^(n/10)} Hz, edges {@code 10^(1/20)} to both
 * sides; rectangular, where the standard's filters have skirts.
 */
final class Bands {
    private static final int LOWEST_THIRD = -16; // 25 Hz
    private static final int HIGHEST_THIRD = 13; // 20 kHz
    private static final int LOWEST_OCTAVE = -5; // 31.5 Hz
    private static final int HIGHEST_OCTAVE = 4; // 16 kHz
    private static final double OCTAVE_STEP = 0.3;

    private final double[] middles;
    private final double[] lows;
    private final double[] highs;
    private final int[] firstBins;
    private final double[][] shares;

    private Bands(double[] middles, double halfWidthExponent, double binHertz, int bins) {
        List<Integer> firsts = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        double top = (bins - 0.5) * binHertz;
        for (double middle : middles) {
            double low = middle * Math.pow(10, -halfWidthExponent);
            double high = middle * Math.pow(10, halfWidthExponent);
            if (high > top) {
                break;
            }
            int first = (int) Math.floor(low / binHertz + 0.5);
            int last = Math.min(bins - 1, (int) Math.floor(high / binHertz + 0.5));
            double[] part = new double[last - first + 1];
            for (int k = first; k <= last; k++) {
                double from = Math.max(low, (k - 0.5) * binHertz);
                double to = Math.min(high, (k + 0.5) * binHertz);
                part[k - first] = Math.max(0, to - from) / binHertz;
            }
            firsts.add(first);
            parts.add(part);
            kept.add(middle);
        }
        this.middles = kept.stream().mapToDouble(d -> d).toArray();
        firstBins = firsts.stream().mapToInt(i -> i).toArray();
        shares = parts.toArray(double[][]::new);
        lows = kept.stream()
                .mapToDouble(m -> m * Math.pow(10, -halfWidthExponent))
                .toArray();
        highs = kept.stream()
                .mapToDouble(m -> m * Math.pow(10, halfWidthExponent))
                .toArray();
    }

    /** The thirds of an octave from 25 Hz to 20 kHz that lie below half the rate. */
    static Bands thirds(double binHertz, int bins) {
        double[] middles = new double[HIGHEST_THIRD - LOWEST_THIRD + 1];
        for (int n = LOWEST_THIRD; n <= HIGHEST_THIRD; n++) {
            middles[n - LOWEST_THIRD] = 1000 * Math.pow(10, n / 10.0);
        }
        return new Bands(middles, 0.05, binHertz, bins);
    }

    /** The octaves from 31.5 Hz to 16 kHz. */
    static Bands octaves(double binHertz, int bins) {
        double[] middles = new double[HIGHEST_OCTAVE - LOWEST_OCTAVE + 1];
        for (int n = LOWEST_OCTAVE; n <= HIGHEST_OCTAVE; n++) {
            middles[n - LOWEST_OCTAVE] = 1000 * Math.pow(10, n * OCTAVE_STEP);
        }
        return new Bands(middles, OCTAVE_STEP / 2, binHertz, bins);
    }

    /** Narrow ones, so many an octave, from one frequency to another. */
    static Bands fine(double lowHertz, double highHertz, int perOctave, double binHertz, int bins) {
        int count = (int) (Math.log(highHertz / lowHertz) / Math.log(2) * perOctave) + 1;
        double[] middles = new double[count];
        for (int n = 0; n < count; n++) {
            middles[n] = lowHertz * Math.pow(2, (double) n / perOctave);
        }
        return new Bands(middles, Math.log10(2) / (2 * perOctave), binHertz, bins);
    }

    int count() {
        return middles.length;
    }

    double middleHertz(int band) {
        return middles[band];
    }

    double lowHertz(int band) {
        return lows[band];
    }

    double highHertz(int band) {
        return highs[band];
    }

    /** The sum of what the bins have in a band. */
    double sum(int band, double[] ofBins) {
        double[] part = shares[band];
        int first = firstBins[band];
        double sum = 0;
        for (int i = 0; i < part.length; i++) {
            sum += part[i] * ofBins[first + i];
        }
        return sum;
    }
}
