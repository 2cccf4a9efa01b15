package foldback.session.application;

import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Tail;
import foldback.mix.Change;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.session.messaging.MixLog;
import foldback.session.persistence.ChangeRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The sessions that this replica has open. One is opened when it is asked for, and closed when others need its memory. A change is
 * appended first and folded when it comes back, like everybody else's; whoever made it waits for that, and so reads what they wrote.
 */
@Startup
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int READ_OWN_WRITE_SECONDS = 10;

    /** How far back a resend is looked for; a client that comes later has to read the history. */
    private static final int RESENDS_WITHIN = 10_000;

    private final MixLog log;
    private final Projector projector;
    private final ChangeRows rows;
    private final History history;
    private final SnapshotWriter snapshots;
    private final Descriptions descriptions;
    private final long memory;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, CompletableFuture<Answer>> awaited = new ConcurrentHashMap<>();
    private final Tail tail;

    Sessions(
            MixLog log,
            Projector projector,
            ChangeRows rows,
            History history,
            SnapshotWriter snapshots,
            Descriptions descriptions,
            @ConfigProperty(name = "foldback.sessions.memory-share", defaultValue = "0.25") double memoryShare) {
        this.log = log;
        this.projector = projector;
        this.rows = rows;
        this.history = history;
        this.snapshots = snapshots;
        this.descriptions = descriptions;
        this.memory = (long) (memoryShare * Runtime.getRuntime().maxMemory());
        this.tail = log.follow(log.ends(), this::take);
        descriptions.describeWith(this::description, projector::caughtUp);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        tail.close();
    }

    // ---- following the log

    private void take(LogRecord record) {
        LogEntry entry = record.entry();
        Session session = sessions.get(entry.subject());
        if (session == null) {
            return;
        }
        boolean stood = session.unreadable().isPresent();
        Optional<Recorded> recorded = session.take(record.position().partition(), StoredChange.of(record));
        session.unreadable().ifPresent(reason -> {
            if (!stood) {
                LOG.errorf("event=session_unreadable session=%s position=%s", entry.subject(), record.position());
            }
            answer(entry.id(), new Answer.Stopped(reason));
        });
        recorded.ifPresent(r -> {
            descriptions.changed(session);
            session.offer(snapshots);
            answer(entry.id(), r.outcome() instanceof Outcome.Resent ? new Answer.Resent(r) : new Answer.Folded(r));
        });
    }

    private void answer(UUID entry, Answer answer) {
        CompletableFuture<Answer> waiting = awaited.get(entry);
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    // ---- opening

    /** A session, opened if need be; empty if there is none. */
    public Optional<Session> find(String id) {
        Session session = open(id);
        session.touch();
        return Optional.of(session).filter(s -> s.state().started());
    }

    /**
     * Does something with a session that stays open meanwhile.
     *
     * @throws IllegalStateException if there is no such session
     */
    public <T> T using(String id, Function<Session, T> work) {
        Session session = use(id);
        try {
            return work.apply(session);
        } finally {
            session.release();
        }
    }

    /** Opens a session until it is {@link #release released}. */
    public Session use(String id) {
        while (true) {
            Session session = find(id).orElseThrow(() -> new IllegalStateException("no session " + id));
            if (session.use()) {
                return session;
            }
        }
    }

    public void release(Session session) {
        session.release();
    }

    private Session open(String id) {
        Session fresh = new Session(id);
        Session there = sessions.putIfAbsent(id, fresh);
        if (there != null) {
            return opened(there);
        }
        try {
            // From here on what comes from the log waits in the session; what came before is in the rows, at the latest
            // now.
            projector.await(log.ends());
            Folding folding = history.replay(fresh, snapshots);
            fresh.open(rows.partitionOf(id).orElse(0), folding);
        } catch (RuntimeException e) {
            sessions.remove(id, fresh);
            fresh.opened().completeExceptionally(e);
            throw e;
        }
        fresh.unreadable().ifPresent(reason -> LOG.errorf("event=session_unreadable session=%s reason=%s", id, reason));
        if (!fresh.state().started()) {
            sessions.remove(id, fresh);
        }
        closeOthers(fresh);
        return fresh;
    }

    private static Session opened(Session session) {
        try {
            return session.opened().join();
        } catch (CompletionException e) {
            throw new LogUnavailableException("the session could not be opened", e);
        }
    }

    /** Closes those that were not used for the longest time, until all of them fit into their share of memory. */
    private void closeOthers(Session latest) {
        long weight = sessions.values().stream().mapToLong(Session::weight).sum();
        if (weight <= memory) {
            return;
        }
        List<Session> oldest = sessions.values().stream()
                .filter(s -> s != latest)
                .sorted(Comparator.comparingLong(Session::usedAt))
                .toList();
        for (Session session : oldest) {
            if (weight <= memory) {
                return;
            }
            if (session.close()) {
                weight -= session.weight();
                sessions.remove(session.id(), session);
            }
        }
    }

    /** How many sessions are open. */
    int open() {
        return sessions.size();
    }

    /** Writes a session into the list as its log folds to. */
    void describe(String id) {
        descriptions.describe(id, this::description);
    }

    private Optional<Description> description(String id) {
        Session session = open(id);
        return session.description();
    }

    /** Follows the log to where it ends now, for whoever was told of something by another replica. */
    public void catchUp() {
        try {
            for (Map.Entry<Integer, Long> end : log.ends().entrySet()) {
                var last = new foldback.log.Position(end.getKey(), end.getValue() - 1);
                if (end.getValue() > 0 && !tail.await(last, java.time.Duration.ofSeconds(READ_OWN_WRITE_SECONDS))) {
                    throw new LogUnavailableException("the mix log is not folded in time", new TimeoutException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for the mix log", e);
        }
    }

    // ---- the list

    /**
     * The sessions as a list shows them, newest change first.
     *
     * @param workspaces whose sessions
     */
    public List<SessionSummary> newestFirst(Set<Id> workspaces) {
        return descriptions.newestFirst(workspaces);
    }

    // ---- writing

    /** Starts a session of its own id in a workspace. */
    public Session start(Person author, Id workspace, String name, SampleRate sampleRate) {
        MixEvent started = new MixEvent.SessionStarted(name, sampleRate, SessionState.RULES_VERSION, workspace);
        return start(author, List.of(started));
    }

    /** Starts a session of its own id from its first events. */
    Session start(Person author, List<MixEvent> events) {
        String id = UUID.randomUUID().toString();
        Session session = new Session(id);
        session.open(0, new Folding(Snapshot.NOTHING)); // nobody else knows its id yet, so there is no past to look for
        sessions.put(id, session);
        session.use();
        try {
            append(session, new Change(author, "start-" + id, 1, null, null, events));
        } finally {
            session.release();
        }
        if (!session.state().started()) {
            sessions.remove(id, session);
            throw new IllegalStateException("a session that begins with " + events.size() + " events did not begin");
        }
        closeOthers(session);
        return session;
    }

    /**
     * Appends a change to a session that there is, and says what came of it.
     *
     * @throws LogUnavailableException if the log did not take it, or it did not come back in time; it may be in the log, and
     *     sending it again is safe
     */
    public Answer record(String id, Change change) {
        return using(id, session -> {
            Optional<String> unreadable = session.unreadable();
            if (unreadable.isPresent()) {
                return new Answer.Stopped(unreadable.get());
            }
            Answer answer = append(session, change);
            return answer instanceof Answer.Resent ? resent(session, change) : answer;
        });
    }

    private Answer append(Session session, Change change) {
        LogEntry entry = log.entry(session.id(), change);
        CompletableFuture<Answer> folded = new CompletableFuture<>();
        awaited.put(entry.id(), folded);
        try {
            log.append(entry);
            return folded.get(READ_OWN_WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for the fold", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnavailableException("the change did not come back from the log in time", e);
        } finally {
            awaited.remove(entry.id());
        }
    }

    /** What the first of two equal changes came to. */
    private Answer resent(Session session, Change change) {
        Optional<Recorded> first = session.recent(change.client(), change.sequence());
        long now = session.state().version();
        for (long end = now; first.isEmpty() && end > Math.max(0, now - RESENDS_WITHIN); end -= Session.RECENT) {
            first = history.between(session, end - Session.RECENT, end).stream()
                    .filter(r -> r.change().client().equals(change.client())
                            && r.change().sequence() == change.sequence())
                    .findFirst();
        }
        return first.filter(r -> r.change().equals(change))
                .<Answer>map(Answer.Resent::new)
                .orElseGet(() -> new Answer.SequencePassed(session.state().lastSequence(change.client())));
    }
}
