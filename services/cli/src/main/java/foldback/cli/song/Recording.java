package foldback.cli.song;

import foldback.dsp.DspMath;
import foldback.dsp.Eq;
import foldback.mix.ParameterSpec;
import foldback.mix.Processors;

/** What a microphone and a room do to an instrument. */
final class Recording {
    static final int BELL = 0;
    static final int HIGH_SHELF = 2;

    private Recording() {}

    /** One band of equalisation over a whole stem. */
    static void colour(double[][] stem, int shape, double hertz, double decibels, double q) {
        double[] parameters = Processors.find("eq").orElseThrow().parameters().stream()
                .mapToDouble(ParameterSpec::defaultValue)
                .toArray();
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
