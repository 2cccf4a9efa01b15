package foldback.session.application;

import foldback.mix.Change;
import foldback.mix.Fold;
import foldback.mix.Outcome;
import foldback.mix.Revision;
import foldback.mix.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One session as this replica has folded it. Written by the one thread that follows the log, read by any.
 */
public final class Session {
    private final String id;
    private final List<Recorded> history = new ArrayList<>();
    private SessionState state = SessionState.NOTHING;
    private @Nullable String unreadable;

    Session(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public synchronized SessionState state() {
        return state;
    }

    /** Every change that counted a version, oldest first. */
    public synchronized List<Recorded> history() {
        return List.copyOf(history);
    }

    public synchronized Optional<Recorded> lastChange() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    /** Why the session stands still: a record of its log cannot be read. */
    public synchronized Optional<String> unreadable() {
        return Optional.ofNullable(unreadable);
    }

    /** The session as it was at a version, if it has been there. */
    public Optional<SessionState> at(long version) {
        List<Recorded> changes = history();
        if (version < 0 || version > changes.size()) {
            return Optional.empty();
        }
        SessionState then = SessionState.NOTHING;
        for (Recorded recorded : changes.subList(0, (int) version)) {
            then = Fold.fold(then, recorded.change()).state();
        }
        return Optional.of(then);
    }

    /** The version that a revision froze. */
    public Optional<Long> versionOf(String revision) {
        return state().revisions().stream()
                .filter(r -> r.id().value().equals(revision))
                .map(Revision::version)
                .findFirst();
    }

    synchronized Recorded fold(Change change, Instant at) {
        Fold.Folded folded = Fold.fold(state, change);
        state = folded.state();
        if (folded.outcome() instanceof Outcome.Resent) {
            return history.stream()
                    .filter(r -> r.change().client().equals(change.client())
                            && r.change().sequence() == change.sequence())
                    .findFirst()
                    .map(first -> new Recorded(first.version(), at, change, ofResend(first.outcome())))
                    .orElseGet(() -> new Recorded(state.version(), at, change, folded.outcome()));
        }
        Recorded recorded = new Recorded(state.version(), at, change, folded.outcome());
        history.add(recorded);
        return recorded;
    }

    /** A void change stays void, however often it is sent. */
    private static Outcome ofResend(Outcome first) {
        return first instanceof Outcome.Voided ? first : new Outcome.Resent();
    }

    synchronized void stop(String reason) {
        if (unreadable == null) {
            unreadable = reason;
        }
    }
}
