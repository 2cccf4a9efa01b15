package foldback.session.application;

import foldback.mix.Fold;
import foldback.mix.Outcome;
import foldback.mix.SessionState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the records of one session in their order. A record that cannot be read stops it for good: what would follow is not known. For
 * one thread at a time.
 */
final class Folding {
    private SessionState state;
    private long nextOffset;
    private @Nullable String stopped;

    Folding(Snapshot from) {
        this.state = from.state();
        this.nextOffset = from.nextOffset();
    }

    SessionState state() {
        return state;
    }

    /** The first offset that has not been folded. */
    long nextOffset() {
        return nextOffset;
    }

    /** Why nothing more is folded. */
    Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** What came of a record; empty if it was folded before, or nothing is folded any more. */
    Optional<Recorded> fold(StoredChange record) {
        return record.offset() < nextOffset ? Optional.empty() : fold(ReadChange.of(record));
    }

    /** The same for a record that was read already. */
    Optional<Recorded> fold(ReadChange record) {
        if (record.stored().offset() < nextOffset) {
            return Optional.empty();
        }
        nextOffset = record.stored().offset() + 1;
        if (stopped != null) {
            return Optional.empty();
        }
        return switch (record) {
            case ReadChange.AsChange read -> {
                Fold.Folded folded = Fold.fold(state, read.change());
                state = folded.state();
                yield Optional.of(new Recorded(
                        state.version(), read.stored().at(), read.change(), folded.outcome(), folded.effects()));
            }
            case ReadChange.NotAtAll unreadable -> {
                stopped = unreadable.reason();
                yield Optional.empty();
            }
        };
    }

    /** Whether a record counted a version: a resend does not. */
    static boolean counts(Recorded recorded) {
        return !(recorded.outcome() instanceof Outcome.Resent);
    }
}
