package foldback.session.persistence;

import foldback.mix.SessionState;
import foldback.session.application.Recorded;
import foldback.session.application.Session;
import foldback.session.application.SessionSummary;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * The list of sessions, newest change first. Several replicas write it at once: a row only ever moves to a later version.
 */
@ApplicationScoped
public class SessionList {
    private static final int SHOWN = 500;

    private final EntityManager entities;

    SessionList(@PersistenceUnit("session") EntityManager entities) {
        this.entities = entities;
    }

    /** Writes the row of a session after a change, unless it is as new already. */
    public void update(Session session, Recorded last) {
        SessionState state = session.state();
        if (!state.started()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            SessionEntity row = entities.find(SessionEntity.class, UUID.fromString(session.id()));
            if (row != null && row.version >= state.version()) {
                return;
            }
            SessionEntity next = row == null ? new SessionEntity() : row;
            next.id = UUID.fromString(session.id());
            next.name = state.name();
            next.sampleRate = state.mix().sampleRate().hertz();
            next.version = state.version();
            next.tracks = state.mix().tracks().size();
            next.revisions = state.revisions().size();
            next.changedAt = last.at();
            next.changedBy = last.change().author();
            entities.merge(next);
        });
    }

    public List<SessionSummary> newestFirst() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select s from SessionEntity s order by s.changedAt desc, s.id", SessionEntity.class)
                        .setMaxResults(SHOWN)
                        .getResultList()
                        .stream()
                        .map(s -> new SessionSummary(
                                s.id.toString(),
                                s.name,
                                s.sampleRate,
                                s.version,
                                s.tracks,
                                s.revisions,
                                s.changedAt,
                                s.changedBy))
                        .toList());
    }
}
