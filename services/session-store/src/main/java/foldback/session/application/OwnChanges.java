package foldback.session.application;

import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one person did in a session: at first what is among its last changes, then as much more of the past as is asked for. For one thread at a
 * time.
 */
final class OwnChanges {
    /** Stretches of the past that one request may fold again. */
    static final int STRETCHES = 40;

    private final Session session;
    private final Person author;
    private final History history;
    private List<Recorded> own;
    private long offset;
    private long after;
    private int stretches;

    OwnChanges(Session session, Person author, History history) {
        this.session = session;
        this.author = author;
        this.history = history;
        Session.Recent recent = session.recentOf(author);
        this.own = recent.own();
        this.offset = recent.offset();
        this.after = recent.after();
    }

    /** What they did, oldest first. */
    List<Recorded> all() {
        return own;
    }

    /** Fetches more of the past; false if there is no more of theirs, or it has been enough. */
    boolean further() {
        if (after == 0 || stretches == STRETCHES) {
            return false;
        }
        stretches++;
        Optional<History.Stretch> stretch = history.stretchOf(author, session, offset);
        if (stretch.isEmpty()) {
            after = 0;
            return false;
        }
        List<Recorded> more = new ArrayList<>(stretch.get().own());
        more.addAll(own);
        own = more;
        offset = stretch.get().offset();
        after = stretch.get().after();
        return true;
    }

    /** What they can undo or redo, with as much of the past as the next step needs. */
    List<Undo.Group> stack(UndoRedo.Direction direction) {
        List<Undo.Group> stack = direction.of(stacks());
        while (isCut(stack) && further()) {
            stack = direction.of(stacks());
        }
        return stack;
    }

    private Undo.Stacks stacks() {
        return Undo.stacks(own.stream()
                .filter(r -> r.outcome() instanceof Outcome.Applied)
                .map(r -> new Undo.Entry(r.version(), r.change(), r.effects()))
                .toList());
    }

    /** Whether the next step, or what became of it, may begin in the past that is not at hand. */
    private boolean isCut(List<Undo.Group> stack) {
        if (stack.isEmpty()) {
            return true;
        }
        Undo.Entry first = stack.getLast().entries().getFirst();
        boolean inAGesture = first.change().gesture() != null && own.getFirst().version() == first.version();
        return inAGesture
                || own.stream().flatMap(r -> r.change().undoes().stream()).anyMatch(undone -> undone <= after);
    }
}
