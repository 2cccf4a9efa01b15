package foldback.dsp;

/** A plain radix-2 transform, to look at spectra with. */
final class Fourier {
    private Fourier() {}

    /** Magnitudes of the bins 0 to half of a signal whose length is a power of two. */
    static double[] magnitudes(double[] signal) {
        int n = signal.length;
        double[] re = new double[n];
        double[] im = new double[n];
        int bits = Integer.numberOfTrailingZeros(n);
        for (int i = 0; i < n; i++) {
            re[Integer.reverse(i) >>> (32 - bits)] = signal[i];
        }
        for (int size = 2; size <= n; size *= 2) {
            for (int k = 0; k < size / 2; k++) {
                double c = Math.cos(2 * Math.PI * k / size);
                double s = -Math.sin(2 * Math.PI * k / size);
                for (int at = k; at < n; at += size) {
                    int other = at + size / 2;
                    double r = re[other] * c - im[other] * s;
                    double i = re[other] * s + im[other] * c;
                    re[other] = re[at] - r;
                    im[other] = im[at] - i;
                    re[at] += r;
                    im[at] += i;
                }
            }
        }
        double[] magnitudes = new double[n / 2 + 1];
        for (int i = 0; i <= n / 2; i++) {
            magnitudes[i] = Math.hypot(re[i], im[i]);
        }
        return magnitudes;
    }
}
