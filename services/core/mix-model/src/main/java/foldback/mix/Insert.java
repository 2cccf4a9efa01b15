package foldback.mix;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A processor on a strip.
 *
 * @param processor its id in {@link Processors}
 * @param bypassed whether the signal passes by it untouched, at the same latency
 * @param parameters by id, in the ids' order, each in its unit; one that is not here is at its default
 * @param sidechain the track or bus that drives it, tapped after its inserts; null if it is driven by what it processes
 */
public record Insert(
        Id id,
        String processor,
        boolean bypassed,
        Map<String, Double> parameters,
        @Nullable StripAddress sidechain) {
    /**
     * How many of their parameters the first processors wrote down even at their defaults. Mix documents are named by their hash, so
     * theirs do so for ever; whatever came later is written down only where it is not at its default.
     */
    private static final Map<String, Integer> WRITTEN_AT_DEFAULT =
            Map.of("filter", 3, "eq", 32, "compressor", 7, "reverb", 5, "limiter", 3);

    public Insert {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** An insert that is driven by what it processes. */
    public Insert(Id id, String processor, boolean bypassed, Map<String, Double> parameters) {
        this(id, processor, bypassed, parameters, null);
    }

    /** An insert with every parameter at its default. */
    static Insert fresh(Id id, ProcessorSpec processor) {
        Map<String, Double> defaults = new TreeMap<>();
        processor.parameters().stream()
                .limit(WRITTEN_AT_DEFAULT.getOrDefault(processor.id(), 0))
                .forEach(p -> defaults.put(p.id(), p.defaultValue()));
        return new Insert(id, processor.id(), false, defaults);
    }

    /** The value of a parameter: its own, or the registry's default. */
    public double parameter(ParameterSpec spec) {
        return parameters.getOrDefault(spec.id(), spec.defaultValue());
    }

    Insert withBypassed(boolean on) {
        return new Insert(id, processor, on, parameters, sidechain);
    }

    Insert withParameter(ParameterSpec parameter, double value) {
        Map<String, Double> next = new TreeMap<>(parameters);
        Insert fresh = fresh(id, Processors.find(processor).orElseThrow());
        if (value == parameter.defaultValue() && !fresh.parameters.containsKey(parameter.id())) {
            next.remove(parameter.id());
        } else {
            next.put(parameter.id(), value);
        }
        return new Insert(id, processor, bypassed, next, sidechain);
    }

    Insert withSidechain(@Nullable StripAddress source) {
        return new Insert(id, processor, bypassed, parameters, source);
    }
}
