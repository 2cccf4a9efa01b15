package foldback.session.application;

import foldback.log.LogUnavailableException;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.session.persistence.ChangeRows;
import foldback.session.persistence.SnapshotRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The past of sessions, folded again from the nearest snapshot. */
@ApplicationScoped
public class History {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Resends that may stand between the changes that are wanted. */
    private static final int SLACK = 20;

    /** Changes that are read while as many are folded. */
    private static final int AT_ONCE = 2000;

    private final Executor readers = Executors.newVirtualThreadPerTaskExecutor();
    private final ChangeRows rows;
    private final SnapshotRows snapshots;
    private final Projector projector;

    History(ChangeRows rows, SnapshotRows snapshots, Projector projector) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.projector = projector;
    }

    /** The session as it was at a version, if it has been there. */
    public Optional<SessionState> at(Session session, long version) {
        SessionState now = session.state();
        if (version < 0 || version > now.version()) {
            return Optional.empty();
        }
        if (version == now.version()) {
            return Optional.of(now);
        }
        return version == 0
                ? Optional.of(SessionState.NOTHING)
                : Optional.of(refold(session, version, version, recorded -> {}));
    }

    /** The changes that led to the versions after one and up to another, oldest first. */
    public List<Recorded> between(Session session, long after, long upTo) {
        List<Recorded> recent = session.recent();
        long last = Math.min(upTo, session.state().version());
        if (last <= after) {
            return List.of();
        }
        if (!recent.isEmpty() && recent.getFirst().version() <= after + 1) {
            return recent.stream()
                    .filter(r -> r.version() > after && r.version() <= last)
                    .toList();
        }
        List<Recorded> found = new ArrayList<>();
        refold(session, Math.max(0, after), last, recorded -> {
            if (recorded.version() == after + 1) {
                found.clear(); // the beginning was read again
            }
            if (recorded.version() > after) {
                found.add(recorded);
            }
        });
        return found;
    }

    /**
     * A stretch of a session's past.
     *
     * @param own changes of one person, oldest first
     * @param offset of the log where it begins
     * @param after the version before it
     */
    record Stretch(List<Recorded> own, long offset, long after) {
        Stretch {
            own = List.copyOf(own);
        }
    }

    /** The stretch from a snapshot to the last change that somebody made before an offset; empty if they made none. */
    Optional<Stretch> stretchOf(Person author, Session session, long before) {
        projector.await(Map.of(session.partition(), session.nextOffset()));
        OptionalLong last = rows.lastOf(session.id(), author, before);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Folding folding = new Folding(
                snapshots.beforeOffset(session.id(), last.getAsLong()).orElse(Snapshot.NOTHING));
        long offset = folding.nextOffset();
        long after = folding.state().version();
        List<Recorded> own = new ArrayList<>();
        while (folding.nextOffset() <= last.getAsLong()) {
            List<StoredChange> part = rows.read(session.id(), folding.nextOffset(), AT_ONCE);
            if (part.isEmpty()) {
                return Optional.empty(); // somebody forgot the rows meanwhile
            }
            for (StoredChange change : part) {
                if (change.offset() <= last.getAsLong()) {
                    folding.fold(change)
                            .filter(Folding::counts)
                            .filter(r -> r.change().author().is(author))
                            .ifPresent(own::add);
                }
            }
            if (part.getLast().offset() >= last.getAsLong()) {
                break;
            }
        }
        return Optional.of(new Stretch(own, offset, after));
    }

    /** When the changes were made that led to some versions. */
    public Map<Long, Instant> times(Session session, Collection<Long> versions) {
        Map<Long, Instant> times = new HashMap<>();
        NavigableSet<Long> left = new TreeSet<>(versions);
        while (!left.isEmpty()) {
            long first = left.getFirst();
            SortedSet<Long> near = left.headSet(first + SnapshotWriter.EVERY);
            between(session, first - 1, near.getLast()).stream()
                    .filter(r -> versions.contains(r.version()))
                    .forEach(r -> times.put(r.version(), r.at()));
            near.clear();
        }
        return times;
    }

    /**
     * Folds from the newest snapshot that is not beyond a version.
     *
     * @param each sees every change that counts, from that snapshot on
     */
    private SessionState refold(Session session, long from, long to, Consumer<Recorded> each) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            projector.await(Map.of(session.partition(), session.nextOffset()));
            Folding folding =
                    new Folding(snapshots.atOrBefore(session.id(), from).orElse(Snapshot.NOTHING));
            if (foldUpTo(session, folding, to, each)) {
                return folding.state();
            }
            // somebody forgot the rows while they were read: they come back
        }
        throw new LogUnavailableException(
                "version " + to + " of " + session.id() + " is not in the projection", new TimeoutException());
    }

    private boolean foldUpTo(Session session, Folding folding, long version, Consumer<Recorded> each) {
        while (folding.state().version() < version) {
            long missing = version - folding.state().version();
            List<StoredChange> changes = rows.read(session.id(), folding.nextOffset(), missing + SLACK);
            if (changes.isEmpty()) {
                return false;
            }
            for (StoredChange change : changes) {
                if (folding.state().version() == version) {
                    return true;
                }
                folding.fold(change).filter(Folding::counts).ifPresent(each);
            }
        }
        return true;
    }

    /** A session at a version, folded from its first change on. */
    SessionState replayed(Session session, long version) {
        projector.await(Map.of(session.partition(), session.nextOffset()));
        Folding folding = new Folding(Snapshot.NOTHING);
        if (!foldUpTo(session, folding, version, recorded -> {})) {
            throw new LogUnavailableException(
                    "version " + version + " of " + session.id() + " is not in the projection", new TimeoutException());
        }
        return folding.state();
    }

    /**
     * Folds a session from its log to now.
     *
     * @param into remembers its last changes
     * @param passed is given every so many versions' snapshot that is not kept yet
     */
    Folding replay(Session into, SnapshotWriter passed) {
        String id = into.id();
        long newest = snapshots.newestVersion(id);
        Snapshot base = newest > Session.RECENT
                ? snapshots.atOrBefore(id, newest - Session.RECENT).orElse(Snapshot.NOTHING)
                : Snapshot.NOTHING;
        Folding folding = new Folding(base);
        List<Snapshot> unkept = new ArrayList<>();
        // while one part is folded, the next is read, and its JSON too
        CompletableFuture<Part> next = partFrom(id, folding.nextOffset());
        for (Part part = next.join(); !part.stored().isEmpty(); part = next.join()) {
            next = partFrom(id, part.stored().getLast().offset() + 1);
            for (ReadChange change : part.changes().join()) {
                folding.fold(change).filter(Folding::counts).ifPresent(recorded -> {
                    into.remember(
                            recorded, change.stored().offset(), change.stored().data().length);
                    if (recorded.version() > newest && SnapshotWriter.isDue(recorded.version())) {
                        unkept.add(new Snapshot(folding.state(), folding.nextOffset()));
                    }
                });
            }
        }
        // writing them takes longer than folding, and nobody waits for it
        unkept.forEach(snapshot -> passed.keepSoon(id, snapshot));
        return folding;
    }

    /** Some rows, and what will be read in them. */
    private record Part(List<StoredChange> stored, CompletableFuture<List<ReadChange>> changes) {}

    private CompletableFuture<Part> partFrom(String session, long offset) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<StoredChange> stored = rows.read(session, offset, AT_ONCE);
                    return new Part(
                            stored,
                            CompletableFuture.supplyAsync(
                                    () -> stored.stream().map(ReadChange::of).toList(), readers));
                },
                readers);
    }
}
