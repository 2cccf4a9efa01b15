package foldback.session.application;

import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Tail;
import foldback.session.messaging.MixLog;
import foldback.session.persistence.ChangeRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies the mix log into the database, where a session's changes can be found without reading everybody's. It folds nothing, therefore
 * no change can stop it. Every replica does this; the rows see to it that each record is copied once.
 */
@Startup
@ApplicationScoped
public class Projector {
    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration WAIT_FOR_COPY = Duration.ofSeconds(10);
    private static final int FEW = 500;
    private static final long GATHER_NANOS = Duration.ofMillis(50).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    private final MixLog log;
    private final ChangeRows rows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition copied = lock.newCondition();
    private final Condition hurry = lock.newCondition();
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-projector-restart").factory());
    private final Map<Integer, Long> atStart;

    /** How far this replica knows the rows to be. */
    private Map<Integer, Long> begun = Map.of();

    private @Nullable Tail tail;
    private boolean restarting;
    private boolean stopping;
    private int waiting;
    private long batches;
    private boolean caughtUp;

    Projector(MixLog log, ChangeRows rows) {
        this.log = log;
        this.rows = rows;
        this.atStart = log.ends();
        follow();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        restarts.shutdownNow();
        lock.lock();
        try {
            stopping = true;
            hurry.signalAll();
        } finally {
            lock.unlock();
        }
        Tail running = locked(() -> tail);
        if (running != null) {
            running.close();
        }
    }

    private void follow() {
        Map<Integer, Long> next = rows.nextOffsets();
        locked(() -> begun = new HashMap<>(next));
        Tail following = log.followInBatches(next, this::copy);
        locked(() -> tail = following);
    }

    private void copy(List<LogRecord> batch) {
        if (!rows.copy(batch, locked(() -> Map.copyOf(begun)))) {
            restart(Duration.ZERO);
            throw new LogUnavailableException("the projection was set back and is read again from its beginning");
        }
        locked(() -> {
            Map<Integer, Long> next = new HashMap<>(begun);
            batch.forEach(r -> next.put(r.position().partition(), r.position().offset() + 1));
            begun = next;
            batches++;
            copied.signalAll();
            return next;
        });
        if (batch.size() < FEW) {
            letSomeGather();
        }
    }

    /** One transaction for a few changes of everybody, and not one for each, unless somebody waits for it. */
    private void letSomeGather() {
        lock.lock();
        try {
            for (long left = GATHER_NANOS; waiting == 0 && !stopping && left > 0; ) {
                left = hurry.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Reads the log again from where the rows stand. */
    void restart(Duration delay) {
        boolean first = locked(() -> {
            boolean before = restarting;
            restarting = true;
            return !before;
        });
        if (first) {
            var _ = restarts.schedule(this::restartNow, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    // whatever is wrong, the projection goes on as soon as it is right again
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private void restartNow() {
        locked(() -> restarting = false);
        Tail running = locked(() -> tail);
        if (running != null) {
            running.close();
        }
        try {
            follow();
        } catch (RuntimeException e) {
            LOG.warnf(e, "event=projection_not_restarted");
            restart(Duration.ofSeconds(1));
        }
    }

    /** Whether everything that was in the log at the start is in the rows. */
    boolean caughtUp() {
        if (!locked(() -> caughtUp) && rows.reached(atStart)) {
            locked(() -> caughtUp = true);
        }
        return locked(() -> caughtUp);
    }

    /**
     * Waits until everything before these offsets is in the rows, whichever replica puts it there.
     *
     * @throws LogUnavailableException if that does not come true in time
     */
    void await(Map<Integer, Long> ends) {
        long deadline = System.nanoTime() + WAIT_FOR_COPY.toNanos();
        hurry(1);
        try {
            while (!rows.reached(ends)) {
                if (System.nanoTime() > deadline) {
                    throw new LogUnavailableException(
                            "the projection of the mix log lags behind", new TimeoutException());
                }
                awaitCopying();
            }
        } finally {
            hurry(-1);
        }
    }

    private void hurry(int more) {
        lock.lock();
        try {
            waiting += more;
            hurry.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitCopying() {
        lock.lock();
        try {
            long before = batches;
            for (long left = LOOK_AGAIN_NANOS; batches == before && left > 0; ) {
                left = copied.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for the projection", e);
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
