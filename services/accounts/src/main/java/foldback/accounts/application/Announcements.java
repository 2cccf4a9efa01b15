package foldback.accounts.application;

import foldback.accounts.persistence.OutboxRows;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceEvent;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogUnavailableException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the log what the database decided. What is to be told is written in the transaction of the decision and sent afterwards, in order
 * and at least once (a transactional outbox): whichever of the two is away, neither is ahead of the other for ever.
 */
@ApplicationScoped
class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int AT_ONCE = 100;
    private static final int TRY_AGAIN_SECONDS = 5;

    private final OutboxRows rows;
    private final LogEntries entries;
    private final EventLog log;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-announcements").factory());

    Announcements(OutboxRows rows, LogEntries entries, EventLog log) {
        this.rows = rows;
        this.entries = entries;
        this.log = log;
    }

    void start(@Observes StartupEvent event) {
        var _ = later.scheduleWithFixedDelay(this::send, 0, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        later.shutdownNow();
    }

    /** Notes what is to be told, in the transaction of its caller. */
    void note(UUID subject, Author author, WorkspaceEvent event) {
        rows.add(WorkspaceEvent.VOCABULARY.entry(entries, subject.toString(), author, event));
    }

    /** Sends what waits. If the log is away it goes on waiting, and is sent when the log is back. */
    void send() {
        try {
            while (QuarkusTransaction.requiringNew().call(this::sendSome)) {
                // until none is left
            }
        } catch (LogUnavailableException e) {
            LOG.warnf(e, "event=announcements_wait");
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=announcements_failed");
        }
    }

    private boolean sendSome() {
        rows.lock();
        List<OutboxRows.Waiting> waiting = rows.first(AT_ONCE);
        for (OutboxRows.Waiting next : waiting) {
            log.append(TopicNames.WORKSPACE_EVENTS, next.entry());
            rows.remove(next.sequence());
        }
        return waiting.size() == AT_ONCE;
    }
}
