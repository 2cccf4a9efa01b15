package foldback.dsp;

import java.util.Random;

/** Test signals. They may use the platform's mathematics: nothing here decides how a mix sounds. */
final class Signals {
    private Signals() {}

    static double[] sine(int rate, double hertz, double amplitude, double phaseRadians, int frames) {
        double[] x = new double[frames];
        for (int i = 0; i < frames; i++) {
            x[i] = amplitude * Math.sin(2 * Math.PI * hertz * i / rate + phaseRadians);
        }
        return x;
    }

    /** Noise with bursts up to full scale, so that dynamics have something to do. */
    static double[][] programme(long seed, int channels, int frames) {
        Random random = new Random(seed);
        double[][] x = new double[channels][frames];
        for (int i = 0; i < frames; i++) {
            double level = (i / 700) % 3 == 0 ? 0.9 : 0.05;
            for (int c = 0; c < channels; c++) {
                x[c][i] = level * (2 * random.nextDouble() - 1);
            }
        }
        return x;
    }

    static double[][] impulse(int channels, int frames) {
        double[][] x = new double[channels][frames];
        for (double[] channel : x) {
            channel[0] = 1;
        }
        return x;
    }

    static double[][] copy(double[][] x) {
        double[][] y = new double[x.length][];
        for (int c = 0; c < x.length; c++) {
            y[c] = x[c].clone();
        }
        return y;
    }

    /** The magnitude of the Fourier transform at one frequency. */
    static double magnitudeAt(double[] x, int rate, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < x.length; i++) {
            double angle = 2 * Math.PI * hertz / rate * i;
            re += x[i] * Math.cos(angle);
            im += x[i] * Math.sin(angle);
        }
        return Math.hypot(re, im);
    }

    static double decibels(double linear) {
        return 20 * Math.log10(linear);
    }
}
