package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.List;

/** What follows the level. */
final class DynamicsProcessors {
    static final ProcessorSpec COMPRESSOR = ProcessorSpec.keyed(
            "compressor",
            "Compressor",
            List.of(
                    ParameterSpec.linear("threshold", "Threshold", Unit.DECIBELS, -60, 0, 0),
                    ParameterSpec.logarithmic("ratio", "Ratio", Unit.RATIO, 1, 20, 2),
                    ParameterSpec.linear("knee", "Knee", Unit.DECIBELS, 0, 24, 6),
                    ParameterSpec.logarithmic("attack", "Attack", Unit.MILLISECONDS, 0.1, 200, 10),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 2000, 120),
                    ParameterSpec.linear("makeup", "Make-up gain", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.choice("detector", "Detector", 0, List.of("peak", "rms")),
                    ParameterSpec.onOff("infinite-ratio", "Infinite ratio"),
                    ParameterSpec.linear("hold", "Hold", Unit.MILLISECONDS, 0, 500, 0),
                    ParameterSpec.onOff("auto-release", "Automatic release"),
                    lookAhead(),
                    ParameterSpec.linear("link", "Stereo link", Unit.FRACTION, 0, 1, 1),
                    keyHighPass(),
                    keyLowPass()));

    static final ProcessorSpec LIMITER = new ProcessorSpec(
            "limiter",
            "Limiter",
            List.of(
                    ParameterSpec.linear("drive", "Drive", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.linear("ceiling", "Ceiling (true peak)", Unit.DECIBELS, -24, 0, -1),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 1000, 80)));

    static final List<ProcessorSpec> ALL = List.of(COMPRESSOR, LIMITER);

    private DynamicsProcessors() {}

    /** Not for automation: it is the latency. */
    private static ParameterSpec lookAhead() {
        return new ParameterSpec(
                "look-ahead", "Look-ahead", Unit.MILLISECONDS, 0, 20, 0, ParameterSpec.Taper.LINEAR, false, List.of());
    }

    private static ParameterSpec keyHighPass() {
        return ParameterSpec.logarithmic("key-high-pass", "Key high-pass", Unit.HERTZ, 20, 20_000, 20);
    }

    private static ParameterSpec keyLowPass() {
        return ParameterSpec.logarithmic("key-low-pass", "Key low-pass", Unit.HERTZ, 20, 20_000, 20_000);
    }
}
