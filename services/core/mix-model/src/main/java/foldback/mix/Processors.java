package foldback.mix;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of processors: the one list that validation, the engine, the screen and the documentation read. */
public final class Processors {
    /** Every processor there is, in the order a menu shows them. */
    public static final List<ProcessorSpec> ALL = Stream.of(
                    FilterProcessors.ALL, DynamicsProcessors.ALL, ColourProcessors.ALL, SpaceProcessors.ALL)
            .flatMap(List::stream)
            .toList();

    private Processors() {}

    public static Optional<ProcessorSpec> find(String id) {
        return ALL.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
