package foldback.mix;

import java.util.List;
import java.util.Optional;

/**
 * A kind of insert.
 *
 * @param id for ever: stored events name it
 * @param name as a person reads it
 * @param parameters in the order of their indices in the engine; new ones are only ever appended, with a neutral default
 */
public record ProcessorSpec(String id, String name, List<ParameterSpec> parameters) {
    public ProcessorSpec {
        parameters = List.copyOf(parameters);
    }

    public Optional<ParameterSpec> parameter(String parameterId) {
        return parameters.stream().filter(p -> p.id().equals(parameterId)).findFirst();
    }
}
