package foldback.session.application;

import foldback.mix.Change;
import foldback.mix.Person;
import foldback.mix.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Undo and redo, for each person alone, as far back as they did something. */
@ApplicationScoped
public class UndoRedo {
    private final Sessions sessions;
    private final History history;

    UndoRedo(Sessions sessions, History history) {
        this.sessions = sessions;
        this.history = history;
    }

    /** Backwards or forwards again. */
    public enum Direction {
        UNDO,
        REDO;

        List<Undo.Group> of(Undo.Stacks stacks) {
            return this == UNDO ? stacks.undo() : stacks.redo();
        }
    }

    /**
     * A step that could be taken.
     *
     * @param step what would be taken back
     * @param events how many events that takes; none if everything of it was overwritten
     * @param kept paths that would stay as they are, because somebody else wrote them since
     */
    public record Possible(Step step, int events, List<String> kept) {
        public Possible {
            kept = List.copyOf(kept);
        }
    }

    /** What came of the wish to take a step. */
    public sealed interface Result {
        record Taken(Answer answer, List<String> kept) implements Result {
            public Taken {
                kept = List.copyOf(kept);
            }
        }

        record NothingLeft() implements Result {}

        /** Somebody else has written everything that the step would have changed. */
        record Overwritten(List<String> kept) implements Result {
            public Overwritten {
                kept = List.copyOf(kept);
            }
        }
    }

    /** The next step of a person; empty if there is none. */
    public Optional<Possible> next(Session session, Person author, Direction direction) {
        OwnChanges own = new OwnChanges(session, author, history);
        List<Undo.Group> stack = own.stack(direction);
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        Undo.Group group = stack.getLast();
        Undo.Plan plan = Undo.plan(session.state(), group);
        List<Long> versions = group.entries().stream().map(Undo.Entry::version).toList();
        Step step = Step.of(own.all().stream()
                        .filter(r -> versions.contains(r.version()))
                        .toList())
                .getFirst();
        return Optional.of(new Possible(step, plan.events().size(), plan.kept()));
    }

    /**
     * Takes a step.
     *
     * @param skipOverwritten passes over steps of which nothing is left to take back
     */
    public Result take(
            String id, Person author, String client, long sequence, Direction direction, boolean skipOverwritten) {
        return sessions.using(id, session -> {
            Optional<Answer> before = taken(session, author, client, sequence);
            return before.<Result>map(answer -> new Result.Taken(answer, List.of()))
                    .orElseGet(() -> takeNow(session, author, client, sequence, direction, skipOverwritten));
        });
    }

    private Result takeNow(
            Session session,
            Person author,
            String client,
            long sequence,
            Direction direction,
            boolean skipOverwritten) {
        OwnChanges own = new OwnChanges(session, author, history);
        List<Undo.Group> stack = own.stack(direction);
        if (stack.isEmpty()) {
            return new Result.NothingLeft();
        }
        Undo.Plan plan = Undo.plan(session.state(), stack.getLast());
        while (plan.events().isEmpty() && skipOverwritten) {
            plan = firstOfUse(session, stack).orElse(plan);
            if (!plan.events().isEmpty() || !own.further()) {
                break;
            }
            stack = own.stack(direction);
        }
        if (plan.events().isEmpty()) {
            return new Result.Overwritten(plan.kept());
        }
        Change change =
                new Change(author, client, sequence, null, plan.guards(), null, null, plan.undoes(), plan.events());
        Answer answer = sessions.record(session.id(), change);
        if (answer instanceof Answer.SequencePassed) {
            answer = taken(session, author, client, sequence).orElse(answer);
        }
        return new Result.Taken(answer, plan.kept());
    }

    /** The newest step of which something is left to take. */
    private static Optional<Undo.Plan> firstOfUse(Session session, List<Undo.Group> stack) {
        return stack.reversed().stream()
                .map(group -> Undo.plan(session.state(), group))
                .filter(plan -> !plan.events().isEmpty())
                .findFirst();
    }

    /** The same wish may come twice, and is one step. */
    private static Optional<Answer> taken(Session session, Person author, String client, long sequence) {
        return session.recent(client, sequence)
                .filter(r ->
                        r.change().author().is(author) && !r.change().undoes().isEmpty())
                .map(Answer.Resent::new);
    }
}
