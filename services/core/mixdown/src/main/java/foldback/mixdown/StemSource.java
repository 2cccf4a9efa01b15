package foldback.mixdown;

import foldback.mix.StemHash;
import java.util.Optional;

/** Where a plan gets its stems from. */
@FunctionalInterface
public interface StemSource {
    /** A reader of its own for the caller, who closes it; empty if there is no such stem. */
    Optional<StemReader> open(StemHash stem);
}
