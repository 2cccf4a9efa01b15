package foldback.simulator;

import foldback.mix.Effect;
import foldback.mix.Facts;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.simulator.Database.Row;
import foldback.simulator.SimulatedReplica.Answer;
import foldback.simulator.SimulatedReplica.Request;
import foldback.simulator.SimulatedReplica.Wish;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's window on the session. It knows no rule of the fold: it sends its changes one after another, each until it is answered, and
 * applies the effects of everybody's changes to the facts it has.
 */
final class SimulatedClient {
    /** What it was told of one of its changes. */
    record Acknowledged(String client, long sequence, Row row) {}

    /** What it might do wrong. */
    record Habits(boolean noticesGaps, boolean keepsItsNumbers) {
        static final Habits GOOD = new Habits(true, true);
    }

    private static final int PATIENCE = 120;

    private final Timeline timeline;
    private final Network network;
    private final SplittableRandom random;
    private final List<SimulatedReplica> replicas;
    private final String author;
    private final Habits habits;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private int window;
    private long sequence;
    private @Nullable Request pending;
    private @Nullable SimulatedReplica heardFrom;
    private TreeMap<String, Object> facts = new TreeMap<>();
    private long version;
    private long sent;

    SimulatedClient(
            Timeline timeline,
            Network network,
            SplittableRandom random,
            List<SimulatedReplica> replicas,
            String author,
            Habits habits) {
        this.timeline = timeline;
        this.network = network;
        this.random = random;
        this.replicas = List.copyOf(replicas);
        this.author = author;
        this.habits = habits;
    }

    long version() {
        return version;
    }

    Map<String, Object> facts() {
        return facts;
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** How many requests it took. */
    long sent() {
        return sent;
    }

    boolean isIdle() {
        return pending == null && wishes.isEmpty();
    }

    private SimulatedReplica anyReplica() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    // ---- writing

    void wants(Wish wish) {
        wishes.addLast(wish);
        sendNext();
    }

    private void sendNext() {
        if (pending == null && !wishes.isEmpty()) {
            pending = new Request(Person.named(author), name(), ++sequence, wishes.removeFirst());
            send(pending);
        }
    }

    /** Once more, by any replica, until there is an answer. */
    private void send(Request request) {
        if (!request.equals(pending)) {
            return;
        }
        sent++;
        SimulatedReplica replica = anyReplica();
        network.send(() -> replica.post(request, this::answered));
        timeline.after(PATIENCE, () -> sendAgain(request));
    }

    private void sendAgain(Request request) {
        if (request.equals(pending) && !habits.keepsItsNumbers()) {
            pending = new Request(Person.named(author), name(), ++sequence, request.wish());
            send(pending);
        } else {
            send(request);
        }
    }

    private void answered(Answer answer) {
        Request request = pending;
        if (request == null || !answer.request().equals(request)) {
            return; // an answer that came twice, or to a window that is closed
        }
        if (answer.row() != null) {
            acknowledged.add(new Acknowledged(request.client(), request.sequence(), answer.row()));
        }
        pending = null;
        sendNext();
    }

    private String name() {
        return author + "-" + window;
    }

    // ---- reading

    /** Goes on from what it has, with any replica, until it hears of something. */
    void connect() {
        if (heardFrom != null) {
            heardFrom.leave(this);
        }
        SimulatedReplica replica = anyReplica();
        heardFrom = replica;
        long from = version;
        network.send(() -> {
            if (heardFrom == replica) {
                replica.join(this, from);
            }
        });
    }

    void beginsAnew(SimulatedReplica from, SessionState state) {
        if (from == heardFrom && state.version() > version) {
            facts = new TreeMap<>(Facts.of(state).values());
            version = state.version();
        }
    }

    void hears(SimulatedReplica from, Row row) {
        if (from != heardFrom || row.version() <= version) {
            return;
        }
        if (row.version() > version + 1 && habits.noticesGaps()) {
            connect(); // something was missed
            return;
        }
        for (Effect effect : row.effects()) {
            apply(effect);
        }
        version = row.version();
    }

    private void apply(Effect effect) {
        Object before = effect.after() == null ? facts.remove(effect.path()) : facts.put(effect.path(), effect.after());
        if (!Objects.equals(before, effect.before())) {
            throw new Divergence(name() + " has " + before + " at " + effect.path() + ", not " + effect.before());
        }
    }

    /** Closes the window and opens another: whatever was not acknowledged may have happened or not. */
    void reload() {
        window++;
        sequence = 0;
        pending = null;
        facts = new TreeMap<>();
        version = 0;
        connect();
        sendNext();
    }
}
