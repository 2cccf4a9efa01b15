package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registry of processors: the one list that validation, the engine, the screen and the documentation read. */
public final class Processors {
    /** Bands of the {@link #EQ}. */
    public static final int EQ_BANDS = 8;

    private static final double[] EQ_BAND_HERTZ = {60, 120, 250, 500, 1000, 2500, 6000, 12_000};
    private static final double BUTTERWORTH_Q = 0.7071;

    public static final ProcessorSpec FILTER = new ProcessorSpec(
            "filter",
            "Filter",
            List.of(
                    ParameterSpec.choice("shape", "Shape", 0, List.of("high-pass", "low-pass")),
                    ParameterSpec.logarithmic("frequency", "Frequency", Unit.HERTZ, 20, 20_000, 20),
                    ParameterSpec.choice("slope", "Slope", 0, List.of("12 dB/oct", "24 dB/oct"))));

    /** Neutral while every gain is 0 dB. */
    public static final ProcessorSpec EQ = new ProcessorSpec("eq", "EQ", eqParameters());

    public static final ProcessorSpec COMPRESSOR = new ProcessorSpec(
            "compressor",
            "Compressor",
            List.of(
                    ParameterSpec.linear("threshold", "Threshold", Unit.DECIBELS, -60, 0, 0),
                    ParameterSpec.logarithmic("ratio", "Ratio", Unit.RATIO, 1, 20, 2),
                    ParameterSpec.linear("knee", "Knee", Unit.DECIBELS, 0, 24, 6),
                    ParameterSpec.logarithmic("attack", "Attack", Unit.MILLISECONDS, 0.1, 200, 10),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 2000, 120),
                    ParameterSpec.linear("makeup", "Make-up gain", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1)));

    public static final ProcessorSpec REVERB = new ProcessorSpec(
            "reverb",
            "Reverb",
            List.of(
                    ParameterSpec.logarithmic("decay", "Decay", Unit.SECONDS, 0.2, 12, 1.8),
                    ParameterSpec.linear("pre-delay", "Pre-delay", Unit.MILLISECONDS, 0, 200, 20),
                    ParameterSpec.logarithmic("damping", "Damping", Unit.HERTZ, 1000, 20_000, 6000),
                    ParameterSpec.linear("width", "Width", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1)));

    public static final ProcessorSpec LIMITER = new ProcessorSpec(
            "limiter",
            "Limiter",
            List.of(
                    ParameterSpec.linear("drive", "Drive", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.linear("ceiling", "Ceiling (true peak)", Unit.DECIBELS, -24, 0, -1),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 1000, 80)));

    /** Every processor there is, in the order a menu shows them. */
    public static final List<ProcessorSpec> ALL = List.of(FILTER, EQ, COMPRESSOR, REVERB, LIMITER);

    private Processors() {}

    public static Optional<ProcessorSpec> find(String id) {
        return ALL.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    private static List<ParameterSpec> eqParameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (int band = 1; band <= EQ_BANDS; band++) {
            String id = "band-" + band + "-";
            String name = "Band " + band + " ";
            double hertz = EQ_BAND_HERTZ[band - 1];
            int shape = band == 1 ? 1 : band == EQ_BANDS ? 2 : 0;
            parameters.add(ParameterSpec.choice(
                    id + "shape", name + "shape", shape, List.of("bell", "low-shelf", "high-shelf")));
            parameters.add(
                    ParameterSpec.logarithmic(id + "frequency", name + "frequency", Unit.HERTZ, 20, 20_000, hertz));
            parameters.add(ParameterSpec.linear(id + "gain", name + "gain", Unit.DECIBELS, -24, 24, 0));
            parameters.add(ParameterSpec.logarithmic(id + "q", name + "Q", Unit.Q, 0.1, 18, BUTTERWORTH_Q));
        }
        return parameters;
    }
}
