package foldback.mixdown;

import foldback.dsp.Compressor;
import foldback.dsp.Eq;
import foldback.dsp.Filter;
import foldback.dsp.Limiter;
import foldback.dsp.Processor;
import foldback.dsp.Reverb;
import java.util.Optional;

/** What runs for each entry of the registry of processors. */
final class EngineProcessors {
    private EngineProcessors() {}

    static Optional<Processor> create(String registryId) {
        return switch (registryId) {
            case "filter" -> Optional.of(new Filter());
            case "eq" -> Optional.of(new Eq());
            case "compressor" -> Optional.of(new Compressor());
            case "reverb" -> Optional.of(new Reverb());
            case "limiter" -> Optional.of(new Limiter());
            default -> Optional.empty();
        };
    }
}
