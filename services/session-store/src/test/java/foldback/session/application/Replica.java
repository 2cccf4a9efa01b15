package foldback.session.application;

import foldback.session.messaging.MixLog;
import foldback.session.persistence.ChangeRows;
import foldback.session.persistence.SessionList;
import foldback.session.persistence.SnapshotRows;
import io.quarkus.runtime.ShutdownEvent;

/** One more replica on the same log and database, in this JVM: sessions, tails and projection of its own. */
final class Replica implements AutoCloseable {
    final Projector projector;
    final History history;
    final SnapshotWriter snapshots;
    final Descriptions descriptions;
    final Sessions sessions;

    /** What the replicas of a test share. */
    record Shared(MixLog log, ChangeRows rows, SnapshotRows snapshots, SessionList list) {}

    Replica(Shared shared) {
        this(shared, 0.25);
    }

    Replica(Shared shared, double memoryShare) {
        projector = new Projector(shared.log(), shared.rows());
        history = new History(shared.rows(), shared.snapshots(), projector);
        snapshots = new SnapshotWriter(shared.snapshots());
        descriptions = new Descriptions(shared.list());
        sessions = new Sessions(shared.log(), projector, shared.rows(), history, snapshots, descriptions, memoryShare);
    }

    @Override
    public void close() {
        ShutdownEvent now = new ShutdownEvent();
        sessions.stop(now);
        projector.stop(now);
        descriptions.stop(now);
        snapshots.stop(now);
    }
}
