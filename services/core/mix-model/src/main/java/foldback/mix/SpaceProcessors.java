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
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1)));

    static final List<ProcessorSpec> ALL = List.of(REVERB);

    private SpaceProcessors() {}
}
