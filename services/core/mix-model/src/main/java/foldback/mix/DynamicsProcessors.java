package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.ArrayList;
import java.util.List;

/** What follows the level. */
final class DynamicsProcessors {
    private static final int MULTIBAND_BANDS = 4;

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
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 1000, 80),
                    ParameterSpec.onOff("auto-release", "Automatic release"),
                    new ParameterSpec(
                            "look-ahead",
                            "Look-ahead",
                            Unit.MILLISECONDS,
                            1,
                            10,
                            2.7,
                            ParameterSpec.Taper.LINEAR,
                            false,
                            List.of())));

    /** Neutral at a range of 0 dB. */
    static final ProcessorSpec GATE = ProcessorSpec.keyed(
            "gate",
            "Gate",
            List.of(
                    ParameterSpec.choice("mode", "Mode", 0, List.of("gate", "expander")),
                    ParameterSpec.linear("threshold", "Threshold", Unit.DECIBELS, -80, 0, -50),
                    ParameterSpec.linear("hysteresis", "Hysteresis", Unit.DECIBELS, 0, 24, 4),
                    ParameterSpec.logarithmic("ratio", "Expander's ratio", Unit.RATIO, 1, 20, 2),
                    ParameterSpec.linear("range", "Range", Unit.DECIBELS, 0, 90, 0),
                    ParameterSpec.logarithmic("attack", "Attack", Unit.MILLISECONDS, 0.05, 100, 1),
                    ParameterSpec.linear("hold", "Hold", Unit.MILLISECONDS, 0, 500, 20),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 2000, 150),
                    lookAhead(),
                    keyHighPass(),
                    keyLowPass()));

    /** Neutral at a range of 0 dB. */
    static final ProcessorSpec DE_ESSER = new ProcessorSpec(
            "de-esser",
            "De-esser",
            List.of(
                    ParameterSpec.choice("mode", "Mode", 0, List.of("split", "wide")),
                    ParameterSpec.logarithmic("frequency", "Frequency", Unit.HERTZ, 1000, 16_000, 6000),
                    ParameterSpec.linear("threshold", "Threshold", Unit.DECIBELS, -60, 0, -30),
                    ParameterSpec.logarithmic("ratio", "Ratio", Unit.RATIO, 1, 20, 4),
                    ParameterSpec.linear("range", "Range", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.logarithmic("attack", "Attack", Unit.MILLISECONDS, 0.05, 50, 0.5),
                    ParameterSpec.logarithmic("release", "Release", Unit.MILLISECONDS, 5, 500, 50),
                    ParameterSpec.onOff("listen", "Listen")));

    /** Neutral while everything is at 0 dB. */
    static final ProcessorSpec TRANSIENT_SHAPER = new ProcessorSpec(
            "transient-shaper",
            "Transient shaper",
            List.of(
                    ParameterSpec.linear("attack", "Attack", Unit.DECIBELS, -15, 15, 0),
                    ParameterSpec.linear("sustain", "Sustain", Unit.DECIBELS, -24, 24, 0),
                    ParameterSpec.linear("output", "Output", Unit.DECIBELS, -24, 12, 0)));

    /** Neutral while every ratio is 1 and every gain 0 dB. */
    static final ProcessorSpec MULTIBAND =
            new ProcessorSpec("multiband-compressor", "Multiband compressor", multibandParameters());

    static final List<ProcessorSpec> ALL = List.of(COMPRESSOR, LIMITER, GATE, DE_ESSER, TRANSIENT_SHAPER, MULTIBAND);

    private DynamicsProcessors() {}

    private static List<ParameterSpec> multibandParameters() {
        List<ParameterSpec> parameters = new ArrayList<>(List.of(
                ParameterSpec.choice("bands", "Bands", 1, List.of("2", "3", "4")),
                ParameterSpec.logarithmic("crossover-1", "Crossover 1", Unit.HERTZ, 20, 20_000, 150),
                ParameterSpec.logarithmic("crossover-2", "Crossover 2", Unit.HERTZ, 20, 20_000, 2500),
                ParameterSpec.logarithmic("crossover-3", "Crossover 3", Unit.HERTZ, 20, 20_000, 8000),
                ParameterSpec.linear("knee", "Knee", Unit.DECIBELS, 0, 24, 6),
                ParameterSpec.choice("detector", "Detector", 0, List.of("peak", "rms")),
                ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1)));
        for (int band = 1; band <= MULTIBAND_BANDS; band++) {
            String id = "band-" + band + "-";
            String name = "Band " + band + " ";
            parameters.add(ParameterSpec.linear(id + "threshold", name + "threshold", Unit.DECIBELS, -60, 0, -20));
            parameters.add(ParameterSpec.logarithmic(id + "ratio", name + "ratio", Unit.RATIO, 1, 20, 1));
            parameters.add(ParameterSpec.logarithmic(id + "attack", name + "attack", Unit.MILLISECONDS, 0.1, 200, 10));
            parameters.add(
                    ParameterSpec.logarithmic(id + "release", name + "release", Unit.MILLISECONDS, 5, 2000, 120));
            parameters.add(ParameterSpec.linear(id + "gain", name + "gain", Unit.DECIBELS, -24, 24, 0));
        }
        return parameters;
    }

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
