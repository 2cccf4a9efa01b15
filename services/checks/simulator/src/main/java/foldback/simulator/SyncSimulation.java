package foldback.simulator;

import foldback.mix.Change;
import foldback.mix.Facts;
import foldback.mix.Fold;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.Outcome;
import foldback.mix.SessionState;
import foldback.mix.codec.StateCodec;
import foldback.simulator.Database.Row;
import foldback.simulator.SimulatedReplica.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session in bad weather: people edit, undo and redo through a network that loses, repeats and reorders; replicas are killed and come back
 * from snapshots; windows are closed in the middle of a change. The same seed is the same story. In the end the weather calms down, and
 * everybody must have the same session.
 */
public final class SyncSimulation {
    private static final int REPLICAS = 3;
    private static final int LONGEST_THOUGHT = 30;
    private static final int CALM_ROUNDS = 50;
    private static final List<String> PEOPLE = List.of("Ada", "Nils", "Mio", "Ines", "Tarek", "Lou", "Wim", "Zoe");

    /** What happened in one story. */
    public record Summary(
            long changes,
            long applied,
            long voided,
            long sentAgain,
            long lost,
            long repeated,
            long kills,
            long snapshots) {
        /** Both. */
        public Summary and(Summary other) {
            return new Summary(
                    changes + other.changes,
                    applied + other.applied,
                    voided + other.voided,
                    sentAgain + other.sentAgain,
                    lost + other.lost,
                    repeated + other.repeated,
                    kills + other.kills,
                    snapshots + other.snapshots);
        }
    }

    private final Timeline timeline = new Timeline();
    private final SimulatedLog log = new SimulatedLog();
    private final Database database = new Database();
    private final SplittableRandom random;
    private final Network network;
    private final List<SimulatedReplica> replicas = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final int operations;
    private final RandomEvents events;
    private int wishes;

    private SyncSimulation(long seed, int operations, int people, SimulatedClient.Habits habits) {
        this.random = new SplittableRandom(seed);
        this.operations = operations;
        this.network = new Network(timeline, random.split());
        this.events = new RandomEvents(random.split());
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new SimulatedReplica(timeline, network, random.split(), log, database));
        }
        for (int i = 0; i < people; i++) {
            clients.add(new SimulatedClient(timeline, network, random.split(), replicas, PEOPLE.get(i), habits));
        }
    }

    /**
     * Plays a story to its end.
     *
     * @param operations how often somebody wants something
     * @param people 1 to 8
     * @throws Divergence if it ends otherwise than it should
     */
    public static Summary run(long seed, int operations, int people) {
        return run(seed, operations, people, SimulatedClient.Habits.GOOD);
    }

    static Summary run(long seed, int operations, int people, SimulatedClient.Habits habits) {
        SyncSimulation simulation = new SyncSimulation(seed, operations, people, habits);
        simulation.play();
        simulation.calmDown();
        return simulation.check();
    }

    private void play() {
        replicas.forEach(SimulatedReplica::follow);
        clients.forEach(SimulatedClient::connect);
        clients.getFirst().wants(edit(List.of(RandomEvents.started()), null));
        long at = 0;
        for (int i = 0; i < operations; i++) {
            at += random.nextInt(LONGEST_THOUGHT);
            timeline.after(at, this::operation);
        }
        timeline.after(at + LONGEST_THOUGHT, network::calm);
        timeline.run();
    }

    private void operation() {
        SimulatedClient client = clients.get(random.nextInt(clients.size()));
        SimulatedReplica replica = replicas.get(random.nextInt(replicas.size()));
        switch (random.nextInt(40)) {
            case 0 -> replica.kill();
            case 1 -> client.reload();
            case 2, 3 -> client.connect();
            case 4, 5, 6, 7 -> client.wants(new Wish.Undo());
            case 8, 9 -> client.wants(new Wish.Redo());
            case 10, 11, 12 -> client.wants(edit(somethingOn(replica), client.version()));
            default -> client.wants(edit(somethingOn(replica), null));
        }
    }

    private Wish edit(List<MixEvent> what, @Nullable Long expectedVersion) {
        return new Wish.Edit(new Id("wish-" + wishes++), what, expectedVersion);
    }

    private List<MixEvent> somethingOn(SimulatedReplica replica) {
        return events.change(replica.state());
    }

    /** Everybody gets what they still wait for. */
    private void calmDown() {
        for (int round = 0; round < CALM_ROUNDS && !isQuiet(); round++) {
            replicas.forEach(replica -> timeline.after(1, replica::follow));
            clients.forEach(client -> timeline.after(1, client::connect));
            timeline.run();
        }
    }

    private boolean isQuiet() {
        return replicas.stream().allMatch(SimulatedReplica::isCaughtUp)
                && clients.stream()
                        .allMatch(
                                c -> c.isIdle() && c.version() == database.all().size());
    }

    private Summary check() {
        SessionState replayed = SessionState.NOTHING;
        for (int offset = 0; offset < log.end(); offset++) {
            Change change = log.read(offset);
            replayed = Fold.fold(replayed, change).state();
        }
        for (SimulatedReplica replica : replicas) {
            require(replica.isCaughtUp() && replica.state().equals(replayed), () -> "a replica has another session");
        }
        SimulatedReplica one = replicas.get(random.nextInt(replicas.size()));
        require(
                StateCodec.hash(one.state()).equals(StateCodec.hash(replayed)),
                () -> "equal sessions have different hashes");
        Map<String, Object> facts = Facts.of(replayed).values();
        for (SimulatedClient client : clients) {
            require(client.isIdle(), () -> "a client was never answered");
            require(
                    client.version() == replayed.version() && client.facts().equals(facts),
                    () -> "a client sees another session");
        }
        checkAcknowledged();
        checkOrder();
        long applied = database.all().stream()
                .filter(row -> row.outcome() instanceof Outcome.Applied)
                .count();
        long sent = clients.stream().mapToLong(SimulatedClient::sent).sum();
        long rows = database.all().size();
        return new Summary(
                rows,
                applied,
                rows - applied,
                sent - rows,
                network.lost(),
                network.repeated(),
                replicas.stream().mapToLong(SimulatedReplica::kills).sum(),
                database.snapshots());
    }

    /** What was acknowledged is there, once, as it was acknowledged. */
    private void checkAcknowledged() {
        for (SimulatedClient client : clients) {
            for (SimulatedClient.Acknowledged told : client.acknowledged()) {
                Row row = database.all().get((int) told.row().version() - 1);
                require(
                        row.equals(told.row())
                                && row.change().client().equals(told.client())
                                && row.change().sequence() == told.sequence(),
                        () -> "acknowledged otherwise than it happened: " + told);
            }
        }
    }

    /** The changes of each client stand in the order it made them, none twice, and no wish came true twice. */
    private void checkOrder() {
        Map<String, Long> last = new HashMap<>();
        Set<Id> seen = new HashSet<>();
        for (Row row : database.all()) {
            Long before = last.put(row.change().client(), row.change().sequence());
            require(before == null || before < row.change().sequence(), () -> "out of order: " + row);
            Id wish = row.change().gesture();
            require(wish == null || seen.add(wish), () -> "came true twice: " + row);
        }
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Divergence(otherwise.get());
        }
    }
}
