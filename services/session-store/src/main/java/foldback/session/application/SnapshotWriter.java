package foldback.session.application;

import foldback.session.persistence.SnapshotRows;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps a snapshot of every so many versions, behind the back of whoever folds. One that is not kept costs time later, nothing else. */
@ApplicationScoped
class SnapshotWriter {
    /** Versions between two snapshots: what at most has to be folded to see any version. */
    static final int EVERY = 500;

    private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);
    private static final int WAITING = 512;

    private final SnapshotRows rows;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("foldback-snapshots").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    SnapshotWriter(SnapshotRows rows) {
        this.rows = rows;
    }

    void stop(@Observes ShutdownEvent event) {
        writer.shutdownNow();
    }

    /** Keeps the version that a fold has come to, if it is one of those to be kept. */
    void passing(String session, Folding folding) {
        if (isDue(folding.state().version())) {
            keepSoon(session, new Snapshot(folding.state(), folding.nextOffset()));
        }
    }

    /** Whether a version is one of those to be kept. */
    static boolean isDue(long version) {
        return version % EVERY == 0;
    }

    /** Keeps a snapshot when there is time for it. */
    void keepSoon(String session, Snapshot snapshot) {
        writer.execute(() -> keep(session, snapshot));
    }

    private void keep(String session, Snapshot snapshot) {
        try {
            rows.keep(session, snapshot);
        } catch (RuntimeException e) {
            LOG.warnf(e, "event=snapshot_not_kept session=%s version=%d", session, snapshot.version());
        }
    }
}
