package foldback.session.persistence;

import foldback.mix.SessionState;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.StateCodec;
import foldback.session.application.Snapshot;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Snapshots of sessions. One that is damaged, or of other rules, is as good as none: the log has everything. */
@ApplicationScoped
public class SnapshotRows {
    private static final Logger LOG = Logger.getLogger(SnapshotRows.class);

    private final EntityManager entities;

    SnapshotRows(@PersistenceUnit("session") EntityManager entities) {
        this.entities = entities;
    }

    /** Keeps a snapshot, unless there is one of that version; every replica would keep the same. */
    public void keep(String session, Snapshot snapshot) {
        byte[] state = StateCodec.encode(snapshot.state());
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        insert into mix_snapshot (session, version, rules_version, next_offset, hash, state)
                        values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing""")
                        .setParameter(1, UUID.fromString(session))
                        .setParameter(2, snapshot.version())
                        .setParameter(3, SessionState.RULES_VERSION)
                        .setParameter(4, snapshot.nextOffset())
                        .setParameter(5, CanonicalJson.sha256(state))
                        .setParameter(6, state)
                        .executeUpdate());
    }

    /** The version of the newest snapshot; 0 if there is none. */
    public long newestVersion(String session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select max(s.version) from SnapshotEntity s where s.session = :session and s.rulesVersion = :rules",
                                Long.class)
                        .setParameter("session", UUID.fromString(session))
                        .setParameter("rules", SessionState.RULES_VERSION)
                        .getResultStream()
                        .mapToLong(v -> v == null ? 0 : v)
                        .sum());
    }

    /** The newest sound snapshot of a version or of one before it. */
    public Optional<Snapshot> atOrBefore(String session, long version) {
        List<SnapshotEntity> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select s from SnapshotEntity s where s.session = :session and s.version <= :version"
                                        + " and s.rulesVersion = :rules order by s.version desc",
                                SnapshotEntity.class)
                        .setParameter("session", UUID.fromString(session))
                        .setParameter("version", version)
                        .setParameter("rules", SessionState.RULES_VERSION)
                        .setMaxResults(1)
                        .getResultList());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snapshot> sound = snapshot(rows.getFirst());
        return sound.isPresent() || version <= 0 ? sound : atOrBefore(session, rows.getFirst().version - 1);
    }

    /** The newest sound snapshot that has folded nothing from an offset of the log on. */
    public Optional<Snapshot> beforeOffset(String session, long offset) {
        List<Long> versions = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select s.version from SnapshotEntity s where s.session = :session"
                                        + " and s.nextOffset <= :offset and s.rulesVersion = :rules"
                                        + " order by s.version desc",
                                Long.class)
                        .setParameter("session", UUID.fromString(session))
                        .setParameter("offset", offset)
                        .setParameter("rules", SessionState.RULES_VERSION)
                        .setMaxResults(1)
                        .getResultList());
        return versions.isEmpty() ? Optional.empty() : atOrBefore(session, versions.getFirst());
    }

    private static Optional<Snapshot> snapshot(SnapshotEntity row) {
        try {
            if (CanonicalJson.sha256(row.state).equals(row.hash)) {
                SessionState state = StateCodec.decode(row.state);
                if (state.version() == row.version) {
                    return Optional.of(new Snapshot(state, row.nextOffset));
                }
            }
            LOG.errorf("event=snapshot_damaged session=%s version=%d", row.session, row.version);
        } catch (MalformedJsonException e) {
            LOG.errorf("event=snapshot_unreadable session=%s version=%d reason=%s", row.session, row.version, e.what());
        }
        return Optional.empty();
    }
}
