package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.ArrayList;
import java.util.List;

/** What shapes the spectrum. */
final class FilterProcessors {
    static final int EQ_BANDS = 8;

    private static final double[] EQ_BAND_HERTZ = {60, 120, 250, 500, 1000, 2500, 6000, 12_000};
    private static final double BUTTERWORTH_Q = 0.7071;

    private static final List<String> EQ_SHAPES =
            List.of("bell", "low-shelf", "high-shelf", "notch", "tilt", "high-pass", "low-pass");
    private static final List<String> EQ_CHANNELS = List.of("stereo", "mid", "side", "left", "right");

    static final ProcessorSpec FILTER = new ProcessorSpec(
            "filter",
            "Filter",
            List.of(
                    ParameterSpec.choice("shape", "Shape", 0, List.of("high-pass", "low-pass", "band-pass", "notch")),
                    ParameterSpec.logarithmic("frequency", "Frequency", Unit.HERTZ, 20, 20_000, 20),
                    ParameterSpec.choice(
                            "slope",
                            "Slope",
                            0,
                            List.of("12 dB/oct", "24 dB/oct", "6 dB/oct", "18 dB/oct", "36 dB/oct", "48 dB/oct")),
                    ParameterSpec.logarithmic("q", "Q", Unit.Q, 0.1, 18, BUTTERWORTH_Q)));

    /** Neutral while every gain is 0 dB, and no level moves one. */
    static final ProcessorSpec EQ = new ProcessorSpec("eq", "EQ", eqParameters());

    static final List<ProcessorSpec> ALL = List.of(FILTER, EQ);

    private FilterProcessors() {}

    private static List<ParameterSpec> eqParameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (int band = 1; band <= EQ_BANDS; band++) {
            String id = "band-" + band + "-";
            String name = "Band " + band + " ";
            double hertz = EQ_BAND_HERTZ[band - 1];
            int shape = band == 1 ? 1 : band == EQ_BANDS ? 2 : 0;
            parameters.add(ParameterSpec.choice(id + "shape", name + "shape", shape, EQ_SHAPES));
            parameters.add(
                    ParameterSpec.logarithmic(id + "frequency", name + "frequency", Unit.HERTZ, 20, 20_000, hertz));
            parameters.add(ParameterSpec.linear(id + "gain", name + "gain", Unit.DECIBELS, -24, 24, 0));
            parameters.add(ParameterSpec.logarithmic(id + "q", name + "Q", Unit.Q, 0.1, 18, BUTTERWORTH_Q));
        }
        for (int band = 1; band <= EQ_BANDS; band++) {
            String id = "band-" + band + "-";
            String name = "Band " + band + " ";
            parameters.add(ParameterSpec.onOff(id + "bypass", name + "bypass"));
            parameters.add(ParameterSpec.choice(id + "channels", name + "channels", 0, EQ_CHANNELS));
            parameters.add(ParameterSpec.linear(id + "range", name + "dynamic range", Unit.DECIBELS, -24, 24, 0));
            parameters.add(ParameterSpec.linear(id + "threshold", name + "threshold", Unit.DECIBELS, -80, 0, -24));
            parameters.add(ParameterSpec.logarithmic(id + "ratio", name + "ratio", Unit.RATIO, 1, 20, 2));
            parameters.add(ParameterSpec.logarithmic(id + "attack", name + "attack", Unit.MILLISECONDS, 0.1, 200, 10));
            parameters.add(
                    ParameterSpec.logarithmic(id + "release", name + "release", Unit.MILLISECONDS, 5, 2000, 120));
        }
        return parameters;
    }
}
