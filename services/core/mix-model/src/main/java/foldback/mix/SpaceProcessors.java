package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.List;

/** What puts a sound somewhere: delays, reverbs, width. */
final class SpaceProcessors {
    static final ProcessorSpec REVERB = new ProcessorSpec(
            "reverb",
            "Reverb",
            List.of(
                    ParameterSpec.logarithmic("decay", "Decay", Unit.SECONDS, 0.2, 12, 1.8),
                    ParameterSpec.linear("pre-delay", "Pre-delay", Unit.MILLISECONDS, 0, 200, 20),
                    ParameterSpec.logarithmic("damping", "Damping", Unit.HERTZ, 1000, 20_000, 6000),
                    ParameterSpec.linear("width", "Width", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.choice("type", "Type", 0, List.of("hall", "room", "plate")),
                    ParameterSpec.linear("size", "Size", Unit.FRACTION, 0.5, 1.5, 1),
                    ParameterSpec.linear("high-decay", "Decay at the damping frequency", Unit.FRACTION, 0.1, 1, 0.5),
                    ParameterSpec.linear("low-decay", "Decay of lows", Unit.FRACTION, 0.25, 2, 1),
                    ParameterSpec.logarithmic("low-crossover", "Lows below", Unit.HERTZ, 50, 1000, 250),
                    ParameterSpec.linear("early", "Early reflections", Unit.FRACTION, 0, 1, 0),
                    ParameterSpec.linear("diffusion", "Diffusion", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.logarithmic("modulation-rate", "Modulation rate", Unit.HERTZ, 0.05, 5, 0.5),
                    ParameterSpec.linear("modulation", "Modulation", Unit.FRACTION, 0, 1, 0)));

    static final ProcessorSpec DELAY = new ProcessorSpec(
            "delay",
            "Delay",
            List.of(
                    ParameterSpec.logarithmic("time", "Time", Unit.MILLISECONDS, 1, 5000, 375),
                    NoteLengths.sync(),
                    ParameterSpec.choice("mode", "Mode", 0, List.of("stereo", "ping-pong")),
                    ParameterSpec.linear("feedback", "Feedback", Unit.FRACTION, 0, 0.98, 0.35),
                    ParameterSpec.logarithmic("low-cut", "Low cut", Unit.HERTZ, 20, 2000, 20),
                    ParameterSpec.logarithmic("high-cut", "High cut", Unit.HERTZ, 500, 20_000, 20_000),
                    ParameterSpec.linear("ducking", "Ducking", Unit.DECIBELS, 0, 24, 0),
                    ParameterSpec.logarithmic("modulation-rate", "Modulation rate", Unit.HERTZ, 0.05, 10, 0.5),
                    ParameterSpec.linear("modulation", "Modulation", Unit.MILLISECONDS, 0, 10, 0),
                    ParameterSpec.linear("width", "Width", Unit.FRACTION, 0, 2, 1),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 0.3)));

    /** Neutral as it starts. */
    static final ProcessorSpec STEREO = new ProcessorSpec(
            "stereo",
            "Stereo tools",
            List.of(
                    ParameterSpec.choice("mode", "Mode", 0, List.of("stereo", "swapped", "mono")),
                    ParameterSpec.linear("width", "Width", Unit.FRACTION, 0, 2, 1),
                    ParameterSpec.logarithmic("mono-below", "Mono below", Unit.HERTZ, 20, 500, 20),
                    ParameterSpec.linear("rotation", "Rotation", Unit.DEGREES, -90, 90, 0),
                    ParameterSpec.linear("balance", "Balance", Unit.PAN, -1, 1, 0),
                    ParameterSpec.linear("middle", "Middle", Unit.DECIBELS, -24, 12, 0),
                    ParameterSpec.linear("side", "Side", Unit.DECIBELS, -24, 12, 0)));

    static final List<ProcessorSpec> ALL = List.of(REVERB, DELAY, STEREO);

    private SpaceProcessors() {}
}
