package foldback.session.application;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.mix.Change;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.ParameterAddress;
import foldback.mix.Person;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.codec.StateCodec;
import foldback.session.Eventually;
import foldback.session.application.UndoRedo.Direction;
import foldback.session.messaging.MixLog;
import foldback.session.messaging.ProjectLog;
import foldback.session.persistence.ChangeRows;
import foldback.session.persistence.ProjectRows;
import foldback.session.persistence.SessionList;
import foldback.session.persistence.SnapshotRows;
import foldback.simulator.RandomEvents;
import foldback.testservers.FoldbackServers;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several replicas on one log and one database; what they project, forget and fold again. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class ReplicasTest {
    private static final SampleRate RATE = new SampleRate(48_000);

    @Inject
    EventLog events;

    @Inject
    LogEntries entries;

    @Inject
    MixLog log;

    @Inject
    ChangeRows rows;

    @Inject
    SnapshotRows snapshots;

    @Inject
    SessionList list;

    @Inject
    ProjectLog projectLog;

    @Inject
    ProjectRows projectRows;

    @Inject
    @PersistenceUnit("session")
    EntityManager entities;

    private final List<Replica> replicas = new ArrayList<>();

    @AfterEach
    void closeReplicas() {
        replicas.forEach(Replica::close);
    }

    @Test
    void s17_a_snapshot_with_its_tail_is_what_a_replay_is() {
        long seed = 20261121;
        Replica writer = replica();
        String id = start(writer);
        randomChanges(writer, id, seed, 1200);
        Session session = writer.sessions.find(id).orElseThrow();
        long version = session.state().version();
        Eventually.until(
                "the rows", () -> snapshots.newestVersion(id) == version / SnapshotWriter.EVERY * SnapshotWriter.EVERY);

        Replica other = replica();
        Session opened = other.sessions.find(id).orElseThrow();

        assertThat(hash(opened.state())).as("seed %d", seed).isEqualTo(hash(session.state()));
        assertThat(hash(other.history.replayed(opened, version))).isEqualTo(hash(session.state()));
        for (long v : new long[] {1, 2, 499, 500, 501, 777, 1000, version - 1, version}) {
            assertThat(hash(other.history.at(opened, v).orElseThrow()))
                    .as("version %d of seed %d", v, seed)
                    .isEqualTo(hash(other.history.replayed(opened, v)));
        }
        assertThat(snapshots.atOrBefore(id, version).orElseThrow().version()).isEqualTo(1000);
    }

    @Test
    void s1_s8_s10_replicas_that_write_at_once_come_to_the_same_mix_and_lose_nothing() throws Exception {
        Replica one = replica();
        Replica other = replica();
        String id = start(one);
        assertThat(other.sessions.find(id)).isPresent();
        int each = 60;
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int person = 0; person < 4; person++) {
                Replica replica = person % 2 == 0 ? one : other;
                int name = person;
                all.add(people.submit(() -> {
                    for (int i = 1; i <= each; i++) {
                        Answer answer = replica.sessions.record(
                                id, change("p" + name, "client-" + name, i, moved("master/fader", -i)));
                        assertThat(answer).isInstanceOf(Answer.Folded.class);
                    }
                }));
            }
            for (Future<?> each1 : all) {
                each1.get();
            }
        }
        one.sessions.catchUp();
        other.sessions.catchUp();
        SessionState here = one.sessions.find(id).orElseThrow().state();
        SessionState there = other.sessions.find(id).orElseThrow().state();
        assertThat(here.version()).isEqualTo(1 + 4 * each);
        assertThat(hash(here)).isEqualTo(hash(there));
        SessionState late = replica().sessions.find(id).orElseThrow().state();
        assertThat(hash(late)).isEqualTo(hash(here));
    }

    @Test
    void a_record_is_copied_once_however_many_replicas_copy() {
        Replica one = replica();
        Replica other = replica();
        String id = start(one);
        for (int i = 1; i <= 50; i++) {
            (i % 2 == 0 ? one : other).sessions.record(id, change("Ada", "tab-" + i % 2, i, moved("master/fader", -i)));
        }
        Session session = one.sessions.find(id).orElseThrow();
        one.projector.await(Map.of(session.partition(), session.nextOffset()));
        assertThat(rows.read(id, 0, 1000)).hasSize(51);
        assertThat(rows.read(id, 0, 1000))
                .extracting(StoredChange::offset)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_session_that_was_closed_for_its_memory_opens_again_as_it_was() {
        Replica small = replica(0.000_001);
        String first = start(small);
        small.sessions.record(first, change("Ada", "tab", 1, moved("master/fader", -7)));
        String second = start(small);
        assertThat(small.sessions.open()).isEqualTo(1);

        Session again = small.sessions.find(first).orElseThrow();

        assertThat(again.state().version()).isEqualTo(2);
        assertThat(small.sessions.record(first, change("Ada", "tab", 2, moved("master/fader", -8))))
                .isInstanceOf(Answer.Folded.class);
        assertThat(small.sessions.find(second).orElseThrow().state().version()).isEqualTo(1);
    }

    @Test
    void a_session_in_use_stays_open_however_little_memory_there_is() {
        Replica small = replica(0.000_001);
        String first = start(small);
        Session used = small.sessions.use(first);
        start(small);
        start(small);
        small.sessions.record(first, change("Ada", "tab", 1, moved("master/fader", -7)));
        assertThat(used.state().version()).isEqualTo(2);
        small.sessions.release(used);
    }

    @Test
    void s18_projections_that_were_forgotten_come_back_from_the_log_with_the_same_hashes() {
        Replica one = replica();
        Replica other = replica();
        String id = start(one);
        randomChanges(one, id, 7, 600);
        String hash = hash(one.sessions.find(id).orElseThrow().state());
        String name = one.sessions.find(id).orElseThrow().state().name();
        Rebuild rebuild =
                new Rebuild(one.sessions, one.projector, one.history, log, rows, list, projectLog, projectRows);

        Rebuild.Result result = rebuild.rebuild();

        assertThat(result.differing()).isEmpty();
        assertThat(result.sessions()).isPositive();
        assertThat(hash(replica().sessions.find(id).orElseThrow().state())).isEqualTo(hash);
        assertThat(one.sessions.newestFirst(Set.of(SessionState.HOME)))
                .anyMatch(
                        s -> s.id().equals(id) && s.version() == 601 && s.name().equals(name));
        // the other replica, which did not ask for it, goes on copying
        other.sessions.record(id, change("Ada", "tab", 1, moved("master/fader", -7)));
        Session there = other.sessions.find(id).orElseThrow();
        other.projector.await(Map.of(there.partition(), there.nextOffset()));
        assertThat(rows.read(id, 0, 1000)).hasSize(602);
    }

    @Test
    void s18_a_damaged_snapshot_is_passed_over() {
        Replica one = replica();
        String id = start(one);
        randomChanges(one, id, 8, 2700);
        Session session = one.sessions.find(id).orElseThrow();
        Eventually.until("the rows", () -> snapshots.newestVersion(id) >= 2500);
        int damaged = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "update mix_snapshot set state = substring(state from 2) where session = ?1 and version <= 1000")
                        .setParameter(1, UUID.fromString(id))
                        .executeUpdate());
        assertThat(damaged).isEqualTo(2);
        Replica other = replica();
        Session opened = other.sessions.find(id).orElseThrow();
        assertThat(hash(opened.state())).isEqualTo(hash(session.state()));
        assertThat(other.history.at(opened, 1200)).isEqualTo(one.history.at(session, 1200));
    }

    @Test
    void s4_s10_a_resend_is_recognised_by_a_replica_that_never_saw_the_first() {
        Replica one = replica();
        String id = start(one);
        Change change = change("Ada", "tab", 1, moved("master/fader", -7));
        long version =
                ((Answer.Folded) one.sessions.record(id, change)).recorded().version();
        one.sessions.record(id, change("Ada", "tab", 2, moved("master/fader", -8)));

        Answer answer = replica().sessions.record(id, change);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Resent.class,
                        r -> assertThat(r.first().version()).isEqualTo(version));
    }

    @Test
    void s4_a_number_that_went_back_is_no_resend_and_is_not_acknowledged() {
        Replica one = replica();
        String id = start(one);
        one.sessions.record(id, change("Ada", "tab", 5, moved("master/fader", -7)));
        Answer answer = one.sessions.record(id, change("Ada", "tab", 3, moved("master/fader", -1)));
        assertThat(answer).isEqualTo(new Answer.SequencePassed(5));
        Answer other = one.sessions.record(id, change("Ada", "tab", 5, moved("master/fader", -1)));
        assertThat(other).isEqualTo(new Answer.SequencePassed(5));
    }

    @Test
    void s19_a_record_that_cannot_be_read_stops_its_session_on_every_replica_at_the_same_version() {
        Replica one = replica();
        String id = start(one);
        one.sessions.record(id, change("Ada", "tab", 1, moved("master/fader", -7)));
        byte[] garbage = "{\"client\":1}".getBytes(StandardCharsets.UTF_8);
        events.append(
                TopicNames.MIX_EVENTS,
                entries.entry("foldback.mix.changed.v1", "/test", id, Author.named("Nobody"), garbage));
        one.sessions.catchUp();
        assertThat(one.sessions.record(id, change("Ada", "tab", 2, moved("master/fader", -8))))
                .isInstanceOf(Answer.Stopped.class);

        Session there = replica().sessions.find(id).orElseThrow();

        assertThat(there.unreadable()).isPresent();
        assertThat(there.unreadable())
                .isEqualTo(one.sessions.find(id).orElseThrow().unreadable());
        assertThat(there.state().version()).isEqualTo(2);
        assertThat(one.sessions.newestFirst(Set.of(SessionState.HOME)))
                .anyMatch(s -> s.id().equals(id) && s.version() == 2);
    }

    @Test
    void what_nobody_described_is_described_by_whoever_is_there() {
        Replica one = replica();
        String id = start(one);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update session set name = null, described_offset = -1 where id = ?1")
                        .setParameter(1, UUID.fromString(id))
                        .executeUpdate());
        Eventually.until(
                "the rows",
                () -> list.newestFirst(Set.of(SessionState.HOME)).stream().anyMatch(s -> s.id().equals(id)));
    }

    private Replica replica() {
        return replica(0.25);
    }

    private Replica replica(double memoryShare) {
        Replica replica = new Replica(new Replica.Shared(log, rows, snapshots, list), memoryShare);
        replicas.add(replica);
        return replica;
    }

    private static String start(Replica replica) {
        return replica.sessions
                .start(Person.named("Ada"), SessionState.HOME, "Night Bus", RATE)
                .id();
    }

    /** Changes as people make them who look at the session, straight into the log, and folded. */
    private void randomChanges(Replica replica, String id, long seed, int count) {
        RandomEvents random = new RandomEvents(new SplittableRandom(seed));
        Map<String, Integer> sequences = new HashMap<>();
        Session session = replica.sessions.find(id).orElseThrow();
        for (int i = 0; i < count; i++) {
            String author = i % 3 == 0 ? "Nils" : "Ada";
            int sequence = sequences.merge(author, 1, Integer::sum);
            List<MixEvent> what = random.change(session.state());
            events.append(TopicNames.MIX_EVENTS, log.entry(id, new Change(author, author, sequence, null, null, what)));
            if (i % 20 == 19) {
                replica.sessions.catchUp();
            }
        }
        replica.sessions.catchUp();
        assertThat(session.state().version()).isEqualTo(1 + count);
    }

    @Test
    void s1_a_clock_far_off_decides_nothing() {
        Replica replica = replica();
        String odd = start(replica);
        String even = start(replica);
        List<Instant> clocks = List.of(
                Instant.parse("2999-12-31T23:59:59Z"),
                Instant.EPOCH,
                Instant.parse("-009999-01-01T00:00:00Z"),
                Instant.parse("+99999-01-01T00:00:00Z"));
        for (int i = 0; i < clocks.size(); i++) {
            Change change = change("Ada", "a", i + 1, i == 0 ? added("kick") : moved("track/kick/fader", -i));
            LogEntry entry = log.entry(odd, change);
            events.append(
                    TopicNames.MIX_EVENTS,
                    new LogEntry(
                            entry.id(),
                            entry.type(),
                            entry.source(),
                            entry.subject(),
                            clocks.get(i),
                            entry.author(),
                            entry.data()));
            append(even, change);
        }
        replica.sessions.catchUp();
        Session session = replica.sessions.find(odd).orElseThrow();
        assertThat(fader(session)).isEqualTo(-3);
        SessionState same = replica.sessions.find(even).orElseThrow().state();
        assertThat(session.state().mix()).isEqualTo(same.mix());
        assertThat(session.state().writes()).isEqualTo(same.writes());
        assertThat(session.recent().stream().skip(1).map(Recorded::at)).isEqualTo(clocks);
        Replica other = replica();
        assertThat(hash(other.sessions.find(odd).orElseThrow().state())).isEqualTo(hash(session.state()));
        Eventually.until(
                "the list",
                () -> other.sessions.newestFirst(Set.of(SessionState.HOME)).stream()
                        .anyMatch(s -> s.id().equals(odd)));
    }

    @Test
    void s20_undo_reaches_what_somebody_did_however_much_others_did_since() {
        Replica replica = replica();
        String id = start(replica);
        append(id, new Change("Ada", "a", 1, null, null, List.of(added("kick"), added("snare"))));
        append(id, change("Ada", "a", 2, moved("track/kick/pan", 0.5)));
        for (int i = 0; i < 3; i++) {
            append(
                    id,
                    new Change(
                            Person.named("Ada"),
                            "a",
                            3 + i,
                            null,
                            new TreeMap<>(),
                            new Id("ride"),
                            null,
                            List.of(),
                            List.of(moved("track/kick/fader", -1 - i))));
            others(id, i, 900);
        }
        replica.sessions.catchUp();
        Session session = replica.sessions.find(id).orElseThrow();
        assertThat(session.recentOf(Person.named("Ada")).own())
                .as("what is at hand is a part of the ride")
                .hasSizeLessThan(3);
        UndoRedo undoRedo = new UndoRedo(replica.sessions, replica.history);

        assertThat(undoRedo.next(session, Person.named("Ada"), Direction.UNDO)
                        .orElseThrow()
                        .step()
                        .changes())
                .isEqualTo(3);
        taken(undoRedo.take(id, Person.named("Ada"), "a", 6, Direction.UNDO, false));
        assertThat(fader(session)).isEqualTo(0);
        taken(undoRedo.take(id, Person.named("Ada"), "a", 7, Direction.UNDO, false));
        assertThat(session.state()
                        .mix()
                        .track(new Id("kick"))
                        .orElseThrow()
                        .strip()
                        .pan())
                .isEqualTo(0);
        taken(undoRedo.take(id, Person.named("Ada"), "a", 8, Direction.REDO, false));
        taken(undoRedo.take(id, Person.named("Ada"), "a", 9, Direction.REDO, false));
        assertThat(fader(session)).isEqualTo(-3);
        assertThat(undoRedo.next(session, Person.named("Wim"), Direction.UNDO)).isEmpty();
    }

    private static double fader(Session session) {
        return session.state().mix().track(new Id("kick")).orElseThrow().strip().faderDb();
    }

    private static void taken(UndoRedo.Result result) {
        assertThat(result).isInstanceOf(UndoRedo.Result.Taken.class);
        assertThat(((UndoRedo.Result.Taken) result).answer()).isInstanceOf(Answer.Folded.class);
    }

    /** What others do meanwhile, many at once. */
    private void others(String id, int round, int count) {
        int people = 20;
        try (ExecutorService pool = Executors.newFixedThreadPool(people)) {
            for (int person = 0; person < people; person++) {
                String name = "other-" + person;
                pool.execute(() -> {
                    for (int i = 0; i < count / people; i++) {
                        append(id, change(name, name, round * count + i + 1L, moved("track/snare/fader", -i)));
                    }
                });
            }
        }
    }

    private void append(String id, Change change) {
        events.append(TopicNames.MIX_EVENTS, log.entry(id, change));
    }

    private static MixEvent added(String track) {
        return new MixEvent.TrackAdded(new Id(track), "Track", new Colour("#FF9F00"));
    }

    private static Change change(String author, String client, long sequence, MixEvent event) {
        return new Change(author, client, sequence, null, (Id) null, List.of(event));
    }

    private static MixEvent moved(String address, double value) {
        return new MixEvent.ParameterMoved(ParameterAddress.parse(address), value);
    }

    private static String hash(SessionState state) {
        return StateCodec.hash(state);
    }
}
