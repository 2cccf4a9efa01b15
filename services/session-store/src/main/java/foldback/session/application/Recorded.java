package foldback.session.application;

import foldback.mix.Change;
import foldback.mix.Effect;
import foldback.mix.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * A change as the log has it, with what came of it.
 *
 * @param version of the session after it
 * @param effects what it did to the facts of the session; empty unless it applied
 */
public record Recorded(long version, Instant at, Change change, Outcome outcome, List<Effect> effects) {
    public Recorded {
        effects = List.copyOf(effects);
    }
}
