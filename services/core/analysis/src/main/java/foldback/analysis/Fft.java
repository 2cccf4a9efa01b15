package foldback.analysis;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * The spectra of two real signals by one complex transform: {@code Z = FFT(l + j r)}, {@code L(k) = (Z(k) + conj Z(n-k)) / 2}, {@code R(k) =
 * (Z(k) - conj Z(n-k)) / 2j}.
 *
 * <p>Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition, 2010, section 9.2. Window: Hann, periodic.
 */
final class Fft {
    private final int size;
    private final DoubleFFT_1D transform;
    private final double[] window;
    private final double[] packed;
    private final double windowPower;

    /** @param size a power of two */
    Fft(int size) {
        this.size = size;
        // It gains nothing from two threads at these sizes, and would take them from other jobs.
        ConcurrencyUtils.setNumberOfThreads(1);
        transform = new DoubleFFT_1D(size);
        window = new double[size];
        packed = new double[2 * size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
            sum += window[i] * window[i];
        }
        windowPower = sum;
    }

    /** The power of two nearest to a length. */
    static int sizeNear(double frames) {
        return 1 << (int) Math.max(4, Math.round(Math.log(frames) / Math.log(2)));
    }

    int size() {
        return size;
    }

    /** Bins up to half the rate, both ends included. */
    int bins() {
        return size / 2 + 1;
    }

    /** The sum of the squares of the window. */
    double windowPower() {
        return windowPower;
    }

    /**
     * What a squared magnitude is to be multiplied by so that all bins together make the mean square of the signal; bins between the first
     * and the last stand for two, see {@link #twoSided}.
     */
    double meanSquareScale() {
        return 1 / (size * windowPower);
    }

    int twoSided(int bin) {
        return bin == 0 || bin == size / 2 ? 1 : 2;
    }

    /**
     * Transforms both signals, windowed, from an index on.
     *
     * @param one filled with {@link #bins} complex numbers, real and imaginary parts in turn
     */
    void transform(double[] left, double[] right, int from, double[] one, double[] other) {
        for (int i = 0; i < size; i++) {
            double w = window[i];
            packed[2 * i] = left[from + i] * w;
            packed[2 * i + 1] = right[from + i] * w;
        }
        transform.complexForward(packed);
        split(one, other);
    }

    private void split(double[] one, double[] other) {
        one[0] = packed[0];
        one[1] = 0;
        other[0] = packed[1];
        other[1] = 0;
        for (int k = 1; k <= size / 2; k++) {
            double re = packed[2 * k];
            double im = packed[2 * k + 1];
            double mirroredRe = packed[2 * (size - k)];
            double mirroredIm = packed[2 * (size - k) + 1];
            one[2 * k] = (re + mirroredRe) / 2;
            one[2 * k + 1] = (im - mirroredIm) / 2;
            other[2 * k] = (im + mirroredIm) / 2;
            other[2 * k + 1] = (mirroredRe - re) / 2;
        }
    }
}
