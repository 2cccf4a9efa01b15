package foldback.session.application;

import foldback.mix.Person;
import foldback.mix.Revision;
import foldback.mix.SessionState;
import foldback.session.persistence.SessionList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One session that this replica has open: its state now, and its last changes. Fed by the one thread that follows the log, read by any.
 * While it is being opened, what comes from the log waits until the past is folded.
 */
public final class Session {
    /** Changes that are kept at hand: where undo looks first, and where whoever comes back goes on without a query. */
    public static final int RECENT = 2000;

    private static final int RECENT_BYTES = 4 << 20;

    /** Hears of every change, in order. Called by the thread that follows the log, which must not wait. */
    public interface Listener {
        void changed(Recorded recorded);

        void stopped(String reason);
    }

    /** What became of the wish to go on from a version. */
    public sealed interface Joined {
        /** From now on the listener hears of every change after these. */
        record Now(List<Recorded> missed) implements Joined {
            public Now {
                missed = List.copyOf(missed);
            }
        }

        /** The changes that were missed are not all at hand. */
        record TooOld(long oldestAtHand) implements Joined {}

        /** The session has not been there yet. */
        record Ahead(long version) implements Joined {}
    }

    private record Kept(Recorded recorded, long offset, int bytes) {}

    private final String id;
    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final Deque<Kept> recent = new ArrayDeque<>();
    private final List<StoredChange> waiting = new ArrayList<>();
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private Folding folding = new Folding(Snapshot.NOTHING);
    private int partition;
    private int recentBytes;
    private int users;
    private boolean closed;
    private volatile long usedAt = System.nanoTime();

    Session(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    CompletableFuture<Session> opened() {
        return opened;
    }

    public synchronized SessionState state() {
        return folding.state();
    }

    /** Why the session stands still: a record of its log cannot be read. */
    public synchronized Optional<String> unreadable() {
        return folding.stopped();
    }

    /** Its last changes, oldest first. */
    public synchronized List<Recorded> recent() {
        return recent.stream().map(Kept::recorded).toList();
    }

    /** The last changes of somebody, oldest first, and where in the log the rest of the past ends. */
    synchronized Recent recentOf(Person author) {
        return new Recent(
                recent.stream()
                        .map(Kept::recorded)
                        .filter(r -> r.change().author().is(author))
                        .toList(),
                recent.isEmpty() ? folding.nextOffset() : recent.getFirst().offset(),
                folding.state().version() - recent.size());
    }

    /**
     * What is at hand of somebody's changes.
     *
     * @param offset of the first change at hand, anybody's
     * @param after the version before it
     */
    record Recent(List<Recorded> own, long offset, long after) {
        Recent {
            own = List.copyOf(own);
        }
    }

    /** The version that a revision froze. */
    public Optional<Long> versionOf(String revision) {
        return state().revisions().stream()
                .filter(r -> r.id().value().equals(revision))
                .map(Revision::version)
                .findFirst();
    }

    synchronized int partition() {
        return partition;
    }

    synchronized long nextOffset() {
        return folding.nextOffset();
    }

    // ---- opening

    /** Takes over the past, folded up to somewhere, and then what came from the log meanwhile. */
    synchronized void open(int inPartition, Folding past) {
        partition = inPartition;
        folding = past;
        opened.complete(this);
        for (StoredChange early : waiting) {
            foldNow(early);
        }
        waiting.clear();
    }

    /** Keeps a change of the past at hand; only while it is being opened. */
    synchronized void remember(Recorded recorded, long offset, int bytes) {
        recent.addLast(new Kept(recorded, offset, bytes));
        recentBytes += bytes;
        while (recent.size() > RECENT || (recentBytes > RECENT_BYTES && recent.size() > 1)) {
            recentBytes -= recent.removeFirst().bytes();
        }
    }

    // ---- following the log

    /** Folds what the log brings; empty while it is being opened, and if it was folded already or nothing is folded any more. */
    synchronized Optional<Recorded> take(int inPartition, StoredChange change) {
        if (!opened.isDone()) {
            waiting.add(change);
            return Optional.empty();
        }
        partition = inPartition;
        return foldNow(change);
    }

    private Optional<Recorded> foldNow(StoredChange change) {
        boolean stood = folding.stopped().isPresent();
        Optional<Recorded> recorded = folding.fold(change);
        recorded.filter(Folding::counts).ifPresent(counted -> {
            remember(counted, change.offset(), change.data().length);
            listeners.forEach(listener -> listener.changed(counted));
        });
        if (!stood) {
            folding.stopped().ifPresent(reason -> listeners.forEach(listener -> listener.stopped(reason)));
        }
        return recorded;
    }

    /** Lets a snapshot be kept of where it stands. */
    synchronized void offer(SnapshotWriter snapshots) {
        snapshots.passing(id, folding);
    }

    /** The first change of a client with a number, if it is among the last ones. */
    synchronized Optional<Recorded> recent(String client, long sequence) {
        return recent.stream()
                .map(Kept::recorded)
                .filter(r -> r.change().client().equals(client) && r.change().sequence() == sequence)
                .findFirst();
    }

    /** Lets somebody hear of every change after a version, without gap or repeat. */
    public synchronized Joined join(long fromVersion, Listener listener) {
        long version = folding.state().version();
        if (fromVersion > version) {
            return new Joined.Ahead(version);
        }
        long oldest = version - recent.size();
        if (fromVersion < oldest) {
            return new Joined.TooOld(oldest);
        }
        listeners.add(listener);
        return new Joined.Now(recent.stream()
                .map(Kept::recorded)
                .filter(r -> r.version() > fromVersion)
                .toList());
    }

    public synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }

    // ---- being closed for want of use

    /** Keeps it open; false if it has been closed. */
    synchronized boolean use() {
        usedAt = System.nanoTime();
        users += closed ? 0 : 1;
        return !closed;
    }

    synchronized void release() {
        users--;
    }

    /** Closes it, unless somebody uses it. */
    synchronized boolean close() {
        closed = closed || (users == 0 && opened.isDone());
        return closed;
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    long usedAt() {
        return usedAt;
    }

    /** About how many bytes of memory it takes. */
    synchronized long weight() {
        SessionState state = folding.state();
        long clips =
                state.mix().tracks().stream().mapToLong(t -> t.clips().size()).sum();
        long points = state.mix().automation().stream()
                .mapToLong(l -> l.points().size())
                .sum();
        long strips = state.mix().tracks().size() + state.mix().buses().size() + 1L;
        return 20_000 + strips * 6000 + clips * 400 + points * 60 + recent.size() * 1000L + recentBytes * 3L;
    }

    /** As a list shows it; empty if it was never started. */
    synchronized Optional<Description> description() {
        SessionState state = folding.state();
        if (!state.started() || recent.isEmpty()) {
            return Optional.empty();
        }
        Recorded last = recent.getLast().recorded();
        SessionSummary summary = new SessionSummary(
                id,
                state.workspace().value(),
                state.name(),
                state.mix().sampleRate().hertz(),
                state.version(),
                state.mix().tracks().size(),
                state.revisions().size(),
                SessionList.inRange(last.at()),
                last.change().author().name());
        return Optional.of(new Description(summary, partition, folding.nextOffset() - 1));
    }
}
