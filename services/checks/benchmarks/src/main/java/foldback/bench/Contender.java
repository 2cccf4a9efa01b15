package foldback.bench;

import java.io.IOException;
import java.util.Optional;

/** Something that can do the work of a workload. */
interface Contender {
    String name();

    /** What is not installed here; empty if it can run. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Does the work once. */
    Measurement run() throws IOException, InterruptedException;
}
