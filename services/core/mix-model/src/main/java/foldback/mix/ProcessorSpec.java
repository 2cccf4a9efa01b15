package foldback.mix;

import java.util.List;
import java.util.Optional;

/**
 * A kind of insert.
 *
 * @param id for ever: stored events name it
 * @param name as a person reads it
 * @param parameters in the order of their indices in the engine; new ones are only ever appended, with a neutral default
 * @param keyed whether a sidechain can drive it
 */
public record ProcessorSpec(String id, String name, List<ParameterSpec> parameters, boolean keyed) {
    public ProcessorSpec {
        parameters = List.copyOf(parameters);
    }

    /** A processor that hears nothing but what it processes. */
    ProcessorSpec(String id, String name, List<ParameterSpec> parameters) {
        this(id, name, parameters, false);
    }

    static ProcessorSpec keyed(String id, String name, List<ParameterSpec> parameters) {
        return new ProcessorSpec(id, name, parameters, true);
    }

    public Optional<ParameterSpec> parameter(String parameterId) {
        return parameters.stream().filter(p -> p.id().equals(parameterId)).findFirst();
    }
}
