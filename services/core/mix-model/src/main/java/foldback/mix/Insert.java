package foldback.mix;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A processor on a strip.
 *
 * @param processor its id in {@link Processors}
 * @param bypassed whether the signal passes by it untouched, at the same latency
 * @param parameters every parameter that the processor had when it was inserted, by id, in its unit
 */
public record Insert(Id id, String processor, boolean bypassed, SortedMap<String, Double> parameters) {
    public Insert {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** An insert with every parameter at its default. */
    static Insert fresh(Id id, ProcessorSpec processor) {
        SortedMap<String, Double> defaults = new TreeMap<>();
        processor.parameters().forEach(p -> defaults.put(p.id(), p.defaultValue()));
        return new Insert(id, processor.id(), false, defaults);
    }

    Insert withBypassed(boolean on) {
        return new Insert(id, processor, on, parameters);
    }

    Insert withParameter(String parameter, double value) {
        SortedMap<String, Double> next = new TreeMap<>(parameters);
        next.put(parameter, value);
        return new Insert(id, processor, bypassed, next);
    }
}
