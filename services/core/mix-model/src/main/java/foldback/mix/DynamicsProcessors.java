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
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1)));

    static final ProcessorSpec LIMITER = new ProcessorSpec(
            "limiter",
            "Limiter",
            List.of(
                    ParameterSpec.linear("drive", "Drive", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.linear("ceiling", "Ceiling (true peak)", Unit.DECIBELS, -24, 0, -1),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 1000, 80)));

    static final List<ProcessorSpec> ALL = List.of(COMPRESSOR, LIMITER);

    private DynamicsProcessors() {}
}
