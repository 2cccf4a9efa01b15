package foldback.session.application;

import foldback.mix.Change;
import foldback.mix.Outcome;
import java.time.Instant;

/**
 * A change as the log has it, with what came of it.
 *
 * @param version of the session after it
 */
public record Recorded(long version, Instant at, Change change, Outcome outcome) {}
