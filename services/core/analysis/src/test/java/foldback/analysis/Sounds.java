package foldback.analysis;

import foldback.audio.Container;
import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import java.util.Random;

/** Signals whose answers are known, because they are made here. All at 48 kHz. */
final class Sounds {
    static final int RATE = 48_000;

    private Sounds() {}

    static double[] silence(double seconds) {
        return new double[(int) Math.round(seconds * RATE)];
    }

    static double[] sine(double hertz, double decibels, double seconds) {
        double[] x = silence(seconds);
        double amplitude = Math.pow(10, decibels / 20);
        for (int i = 0; i < x.length; i++) {
            x[i] = amplitude * Math.sin(2 * Math.PI * hertz * i / RATE);
        }
        return x;
    }

    static double[] white(double decibels, double seconds, long seed) {
        Random random = new Random(seed);
        double[] x = silence(seconds);
        double amplitude = Math.pow(10, decibels / 20);
        for (int i = 0; i < x.length; i++) {
            x[i] = amplitude * random.nextGaussian();
        }
        return x;
    }

    /** Paul Kellet's filter: within 0.05 dB of -3 dB an octave above 9 Hz at 44.1 kHz. */
    static double[] pink(double decibels, double seconds, long seed) {
        double[] w = white(decibels - 12, seconds, seed);
        double[] b = new double[7];
        double[] x = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            b[0] = 0.99886 * b[0] + w[i] * 0.0555179;
            b[1] = 0.99332 * b[1] + w[i] * 0.0750759;
            b[2] = 0.96900 * b[2] + w[i] * 0.1538520;
            b[3] = 0.86650 * b[3] + w[i] * 0.3104856;
            b[4] = 0.55000 * b[4] + w[i] * 0.5329522;
            b[5] = -0.7616 * b[5] - w[i] * 0.0168980;
            x[i] = b[0] + b[1] + b[2] + b[3] + b[4] + b[5] + b[6] + w[i] * 0.5362;
            b[6] = w[i] * 0.115926;
        }
        return x;
    }

    /** Adds one signal to another from a second on. */
    static void add(double[] to, double seconds, double[] what, double gain) {
        int at = (int) Math.round(seconds * RATE);
        for (int i = 0; i < what.length && at + i < to.length; i++) {
            to[at + i] += gain * what[i];
        }
    }

    /** A drum: noise, or a sine that falls, dying away. */
    static double[] hit(double hertz, double seconds, double decay, long seed) {
        double[] x = silence(seconds);
        Random random = new Random(seed);
        double phase = 0;
        for (int i = 0; i < x.length; i++) {
            double t = (double) i / RATE;
            double attack = Math.min(1, t / 0.002);
            phase += 2 * Math.PI * hertz * (1 + Math.exp(-t * 40)) / RATE;
            x[i] = attack * Math.exp(-t / decay) * (hertz > 0 ? Math.sin(phase) : random.nextGaussian() / 3);
        }
        return x;
    }

    /** A note with six harmonics that dies away, and begins and ends softly. */
    static double[] note(double midi, double seconds) {
        double hertz = 440 * Math.pow(2, (midi - 69) / 12);
        double[] x = silence(seconds);
        for (int i = 0; i < x.length; i++) {
            double t = (double) i / RATE;
            double shape = Math.min(1, t / 0.01) * Math.min(1, (seconds - t) / 0.02) * Math.exp(-t * 1.2);
            double sum = 0;
            for (int h = 1; h <= 6; h++) {
                sum += Math.sin(2 * Math.PI * hertz * h * t) / (h * h);
            }
            x[i] = shape * sum;
        }
        return x;
    }

    /** A triad at a moment. */
    static void chord(double[] to, double at, double seconds, int root, boolean minor, double gain) {
        for (int interval : new int[] {0, minor ? 3 : 4, 7}) {
            add(to, at, note(root + interval, seconds), gain);
        }
        add(to, at, note(root - 12, seconds), gain);
    }

    static Analysis analysed(double[]... channels) {
        return analysed(1 << 15, channels);
    }

    static Analysis analysed(int blockFrames, double[]... channels) {
        Analyser analyser = new Analyser(new WavFormat(RATE, channels.length, Encoding.FLOAT_64), Container.WAV);
        double[][] block = new double[channels.length][blockFrames];
        for (int at = 0; at < channels[0].length; at += blockFrames) {
            int count = Math.min(blockFrames, channels[0].length - at);
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(channels[c], at, block[c], 0, count);
            }
            analyser.add(block, count);
        }
        return analyser.finish();
    }
}
