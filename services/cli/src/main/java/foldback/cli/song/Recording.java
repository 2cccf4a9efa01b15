package foldback.cli.song;

import foldback.dsp.DspMath;
import foldback.dsp.Eq;

/** What a microphone and a room do to an instrument. */
final class Recording {
    static final int BELL = 0;
    static final int HIGH_SHELF = 2;

    private static final int EQ_PARAMETERS = 32;
    private static final double[] NEUTRAL_BAND = {BELL, 1000, 0, 0.7071};

    private Recording() {}

    /** One band of equalisation over a whole stem. */
    static void colour(double[][] stem, int shape, double hertz, double decibels, double q) {
        double[] parameters = new double[EQ_PARAMETERS];
        for (int at = 0; at < EQ_PARAMETERS; at += NEUTRAL_BAND.length) {
            System.arraycopy(NEUTRAL_BAND, 0, parameters, at, NEUTRAL_BAND.length);
        }
        parameters[0] = shape;
        parameters[1] = hertz;
        parameters[2] = decibels;
        parameters[3] = q;
        Eq eq = new Eq();
        eq.prepare(Song.RATE, stem.length);
        eq.configure(parameters);
        eq.process(stem, 0, stem[0].length);
    }

    /** Brings the highest sample of a stem to a level. */
    static void level(double[][] stem, double peakDecibels) {
        double peak = 0;
        for (double[] channel : stem) {
            for (double x : channel) {
                double magnitude = Math.abs(x);
                peak = magnitude > peak ? magnitude : peak;
            }
        }
        double gain = DspMath.decibelsToLinear(peakDecibels) / peak;
        for (double[] channel : stem) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= gain;
            }
        }
    }
}
