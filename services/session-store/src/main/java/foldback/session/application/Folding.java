package foldback.session.application;

import foldback.mix.Fold;
import foldback.mix.Outcome;
import foldback.mix.SessionState;
import foldback.mix.codec.MalformedJsonException;
import foldback.session.messaging.MixLog;
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
        if (record.offset() < nextOffset) {
            return Optional.empty();
        }
        nextOffset = record.offset() + 1;
        if (stopped != null) {
            return Optional.empty();
        }
        try {
            var change = MixLog.changeOf(record.type(), record.author(), record.data());
            Fold.Folded folded = Fold.fold(state, change);
            state = folded.state();
            return Optional.of(new Recorded(state.version(), record.at(), change, folded.outcome(), folded.effects()));
        } catch (MalformedJsonException e) {
            stopped = "The record at offset " + record.offset() + " of its log cannot be read: " + e.what();
            return Optional.empty();
        }
    }

    /** Whether a record counted a version: a resend does not. */
    static boolean counts(Recorded recorded) {
        return !(recorded.outcome() instanceof Outcome.Resent);
    }
}
