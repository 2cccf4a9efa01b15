package foldback.mix;

import java.util.List;

/** What changes the colour of a sound: saturation and modulation. */
final class ColourProcessors {
    static final List<ProcessorSpec> ALL = List.of();

    private ColourProcessors() {}
}
