package foldback.session.application;

import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Tail;
import foldback.mix.Change;
import foldback.mix.MixEvent;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.codec.MalformedJsonException;
import foldback.session.messaging.MixLog;
import foldback.session.persistence.SessionList;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Every session of the log, folded in memory. A change is appended first and folded when it comes back, like everybody else's;
 * whoever made it waits for that, and so reads what they wrote.
 */
@Startup
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int READ_OWN_WRITE_SECONDS = 10;

    private final MixLog log;
    private final SessionList list;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, CompletableFuture<Recorded>> awaited = new ConcurrentHashMap<>();
    private final Map<Integer, Long> behind = new ConcurrentHashMap<>();
    private final Tail tail;

    Sessions(MixLog log, SessionList list) {
        this.log = log;
        this.list = list;
        this.behind.putAll(log.ends());
        this.behind.values().removeIf(end -> end == 0);
        this.tail = log.follow(this::fold);
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    /** Whether everything that was in the log at the start has been folded. */
    public boolean caughtUp() {
        return behind.isEmpty();
    }

    public Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(s -> s.state().started());
    }

    /** The sessions as a list shows them, newest change first. */
    public List<SessionSummary> newestFirst() {
        return list.newestFirst();
    }

    /** Starts a session of its own id. */
    public Session start(String author, String name, SampleRate sampleRate) {
        String id = UUID.randomUUID().toString();
        MixEvent started = new MixEvent.SessionStarted(name, sampleRate, SessionState.RULES_VERSION);
        record(id, new Change(author, "start-" + id, 1, null, null, List.of(started)));
        return find(id).orElseThrow(() -> new IllegalStateException("a session that was started is there"));
    }

    /**
     * Appends a change and says what came of it.
     *
     * @throws LogUnavailableException if the log did not take it, or it did not come back in time; it may be in the log, and
     *     sending it again is safe
     */
    public Recorded record(String session, Change change) {
        LogEntry entry = log.entry(session, change);
        CompletableFuture<Recorded> folded = new CompletableFuture<>();
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

    private void fold(LogRecord record) {
        LogEntry entry = record.entry();
        Session session = sessions.computeIfAbsent(entry.subject(), Session::new);
        try {
            if (session.unreadable().isEmpty()) {
                Recorded recorded = session.fold(MixLog.changeOf(entry), entry.time());
                list.update(session, recorded);
                CompletableFuture<Recorded> waiting = awaited.get(entry.id());
                if (waiting != null) {
                    waiting.complete(recorded);
                }
            }
        } catch (MalformedJsonException e) {
            LOG.errorf(
                    "event=session_unreadable session=%s position=%s reason=%s",
                    entry.subject(), record.position(), e.what());
            session.stop("The record at " + record.position() + " of its log cannot be read: " + e.what());
        }
        Long end = behind.get(record.position().partition());
        if (end != null && record.position().offset() + 1 >= end) {
            behind.remove(record.position().partition());
        }
    }
}
