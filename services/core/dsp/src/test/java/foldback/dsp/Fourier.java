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

    /**
     * What lies between the samples of a signal that comes round again and again, exactly: its spectrum, and nothing above it.
     *
     * @param signal of a length that is a power of two
     * @param factor a power of two
     */
    static double[] upsampled(double[] signal, int factor) {
        int n = signal.length;
        double[] re = signal.clone();
        double[] im = new double[n];
        transform(re, im, -1);
        double[] upRe = new double[n * factor];
        double[] upIm = new double[n * factor];
        for (int k = 0; k < n / 2; k++) {
            upRe[k] = re[k];
            upIm[k] = im[k];
            if (k > 0) {
                upRe[n * factor - k] = re[n - k];
                upIm[n * factor - k] = im[n - k];
            }
        }
        upRe[n / 2] = re[n / 2] / 2;
        upRe[n * factor - n / 2] = re[n / 2] / 2;
        transform(upRe, upIm, 1);
        for (int i = 0; i < upRe.length; i++) {
            upRe[i] /= n;
        }
        return upRe;
    }

    /** @param sign of the exponent: -1 forwards, 1 backwards and not scaled */
    private static void transform(double[] re, double[] im, int sign) {
        int n = re.length;
        int bits = Integer.numberOfTrailingZeros(n);
        double[] cos = new double[n / 2];
        double[] sin = new double[n / 2];
        for (int k = 0; k < n / 2; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = sign * Math.sin(2 * Math.PI * k / n);
        }
        for (int i = 0; i < n; i++) {
            int j = Integer.reverse(i) >>> (32 - bits);
            if (j > i) {
                double r = re[i];
                double m = im[i];
                re[i] = re[j];
                im[i] = im[j];
                re[j] = r;
                im[j] = m;
            }
        }
        for (int size = 2; size <= n; size *= 2) {
            int stride = n / size;
            for (int at = 0; at < n; at += size) {
                for (int k = 0; k < size / 2; k++) {
                    int a = at + k;
                    int b = a + size / 2;
                    double r = re[b] * cos[k * stride] - im[b] * sin[k * stride];
                    double i = re[b] * sin[k * stride] + im[b] * cos[k * stride];
                    re[b] = re[a] - r;
                    im[b] = im[a] - i;
                    re[a] += r;
                    im[a] += i;
                }
            }
        }
    }
}
