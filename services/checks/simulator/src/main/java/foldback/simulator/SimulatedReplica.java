package foldback.simulator;

import foldback.mix.Change;
import foldback.mix.Fold;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.Undo;
import foldback.simulator.Database.Row;
import foldback.simulator.Database.Snapshot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that follows the log and answers for the session. It can be killed at any moment: what it had in memory is gone, and it comes back
 * from any snapshot.
 */
final class SimulatedReplica {
    /** What a client wants: events of its own, or the server's plan of a step back or forth. */
    sealed interface Wish {
        /**
         * Events.
         *
         * @param gesture another one for each wish, so that the log shows whether it came true twice
         */
        record Edit(
                Id gesture, List<MixEvent> events, @Nullable Long expectedVersion) implements Wish {
            public Edit {
                events = List.copyOf(events);
            }
        }

        record Undo() implements Wish {}

        record Redo() implements Wish {}
    }

    /** A change on its way. */
    record Request(Person author, String client, long sequence, Wish wish) {}

    /** What came of it. A wish that came to nothing is answered, too: there is no row of it. */
    record Answer(Request request, @Nullable Row row) {}

    private static final int LONGEST_PAUSE = 12;
    private static final int MOST_AT_ONCE = 6;
    private static final int RECENT = 60;
    private static final double KILLED_AFTER_APPEND = 0.01;
    private static final double KEEPS_SNAPSHOT = 0.03;

    private final Timeline timeline;
    private final Network network;
    private final SplittableRandom random;
    private final SimulatedLog log;
    private final Database database;
    private final Map<Integer, Consumer<@Nullable Row>> waiting = new HashMap<>();
    private final Set<SimulatedClient> listeners = new LinkedHashSet<>();
    private SessionState state = SessionState.NOTHING;
    private int nextOffset;
    private boolean up = true;
    private long kills;

    SimulatedReplica(Timeline timeline, Network network, SplittableRandom random, SimulatedLog log, Database database) {
        this.timeline = timeline;
        this.network = network;
        this.random = random;
        this.log = log;
        this.database = database;
    }

    SessionState state() {
        return state;
    }

    boolean isCaughtUp() {
        return up && nextOffset == log.end();
    }

    long kills() {
        return kills;
    }

    // ---- writing

    /** Appends a change and answers once it has folded it; or does not answer. */
    void post(Request request, Consumer<Answer> reply) {
        if (!up) {
            return;
        }
        if (request.sequence() <= state.lastSequence(request.client())) {
            answer(request, database.find(request.client(), request.sequence()), reply);
            return;
        }
        Change change = changeFor(request);
        if (change == null) {
            answer(request, null, reply);
            return;
        }
        int offset = log.append(change);
        if (!network.isCalm() && random.nextDouble() < KILLED_AFTER_APPEND) {
            kill();
            return;
        }
        waiting.put(offset, row -> answer(request, row, reply));
        if (network.isCalm()) {
            timeline.after(1, this::follow); // nobody else wakes it then
        }
    }

    private void answer(Request request, @Nullable Row row, Consumer<Answer> reply) {
        network.send(() -> reply.accept(new Answer(request, row)));
    }

    /** Null if there is nothing to take back. */
    private @Nullable Change changeFor(Request request) {
        if (request.wish() instanceof Wish.Edit edit) {
            return new Change(
                    request.author(),
                    request.client(),
                    request.sequence(),
                    edit.expectedVersion(),
                    new TreeMap<>(),
                    edit.gesture(),
                    null,
                    List.of(),
                    edit.events());
        }
        Undo.Stacks stacks = Undo.stacks(database.of(request.author(), state.version()));
        List<Undo.Group> stack = request.wish() instanceof Wish.Undo ? stacks.undo() : stacks.redo();
        if (stack.isEmpty()) {
            return null;
        }
        Undo.Plan plan = Undo.plan(state, stack.getLast());
        return plan.events().isEmpty()
                ? null
                : new Change(
                        request.author(),
                        request.client(),
                        request.sequence(),
                        null,
                        new TreeMap<>(plan.guards()),
                        null,
                        null,
                        plan.undoes(),
                        plan.events());
    }

    // ---- following the log

    /** Folds some of what is there, and goes on later. */
    void follow() {
        if (!up) {
            return;
        }
        int most = 1 + random.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < most && nextOffset < log.end(); i++) {
            foldNext();
        }
        if (!network.isCalm() || nextOffset < log.end()) {
            timeline.after(1 + random.nextInt(LONGEST_PAUSE), this::follow);
        }
    }

    private void foldNext() {
        Change change = log.read(nextOffset);
        Fold.Folded folded = Fold.fold(state, change);
        state = folded.state();
        Consumer<@Nullable Row> reply = waiting.remove(nextOffset);
        nextOffset++;
        Row row;
        if (folded.outcome() instanceof Outcome.Resent) {
            row = database.find(change.client(), change.sequence());
        } else {
            Row news = new Row(state.version(), change, folded.outcome(), folded.effects());
            database.insert(news);
            listeners.forEach(listener -> network.send(() -> listener.hears(this, news)));
            row = news;
        }
        if (reply != null) {
            reply.accept(row);
        }
        if (random.nextDouble() < KEEPS_SNAPSHOT) {
            database.keep(nextOffset, state);
        }
    }

    // ---- being listened to

    /** Lets a client hear of everything after a version. */
    void join(SimulatedClient client, long fromVersion) {
        if (!up || fromVersion > state.version()) {
            return; // the client tries elsewhere
        }
        listeners.add(client);
        if (state.version() - fromVersion > RECENT) {
            SessionState now = state;
            network.send(() -> client.beginsAnew(this, now));
            return;
        }
        for (Row row : List.copyOf(database.between(fromVersion, state.version()))) {
            network.send(() -> client.hears(this, row));
        }
    }

    void leave(SimulatedClient client) {
        listeners.remove(client);
    }

    // ---- dying

    void kill() {
        if (!up) {
            return;
        }
        kills++;
        up = false;
        waiting.clear();
        listeners.clear();
        timeline.after(20 + random.nextInt(60), this::comeBack);
    }

    private void comeBack() {
        Snapshot snapshot = database.any(random);
        state = snapshot.state();
        nextOffset = snapshot.offset();
        up = true;
        follow();
    }
}
