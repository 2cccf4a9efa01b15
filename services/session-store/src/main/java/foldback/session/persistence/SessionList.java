package foldback.session.persistence;

import foldback.mix.Id;
import foldback.session.application.Description;
import foldback.session.application.SessionSummary;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The list of sessions, newest change first. Several replicas write it at once: a row only ever moves on in the log. */
@ApplicationScoped
public class SessionList {
    private static final Logger LOG = Logger.getLogger(SessionList.class);
    private static final int SHOWN = 500;

    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final EntityManager entities;

    SessionList(@PersistenceUnit("session") EntityManager entities) {
        this.entities = entities;
    }

    /** The nearest time that a database holds: a record may tell any. */
    public static Instant inRange(Instant at) {
        return at.isBefore(FIRST_TIME) ? FIRST_TIME : at.isAfter(LAST_TIME) ? LAST_TIME : at;
    }

    /** Writes what somebody folded, unless a row has what comes after it. */
    public void describe(List<Description> descriptions) {
        if (!descriptions.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> descriptions.forEach(this::write));
        }
    }

    private void write(Description description) {
        SessionSummary of = description.summary();
        int written = entities.createNativeQuery("""
                        insert into session as s (id, log_partition, last_offset, described_offset, workspace, name,
                          sample_rate, version, tracks, revisions, changed_at, changed_by)
                        values (?1, ?2, ?3, ?3, ?11, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                        on conflict (id) do update set
                          last_offset = greatest(s.last_offset, excluded.last_offset),
                          described_offset = excluded.described_offset, workspace = excluded.workspace, name = excluded.name,
                          sample_rate = excluded.sample_rate, version = excluded.version, tracks = excluded.tracks,
                          revisions = excluded.revisions, changed_at = excluded.changed_at,
                          changed_by = excluded.changed_by
                        where s.described_offset < excluded.described_offset""")
                .setParameter(1, UUID.fromString(of.id()))
                .setParameter(2, description.partition())
                .setParameter(3, description.offset())
                .setParameter(4, of.name())
                .setParameter(5, of.sampleRate())
                .setParameter(6, of.version())
                .setParameter(7, of.tracks())
                .setParameter(8, of.revisions())
                .setParameter(9, of.changedAt())
                .setParameter(10, of.changedBy())
                .setParameter(11, of.workspace())
                .executeUpdate();
        LOG.debugf("event=session_described session=%s rows=%d", of.id(), written);
    }

    /**
     * The newest of them.
     *
     * @param workspaces whose sessions
     */
    public List<SessionSummary> newestFirst(Set<Id> workspaces) {
        List<String> named = workspaces.stream().map(Id::value).toList();
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select s from SessionEntity s where s.name is not null"
                                        + " and s.workspace in (:workspaces)"
                                        + " order by s.changedAt desc, s.id",
                                SessionEntity.class)
                        .setParameter("workspaces", named)
                        .setMaxResults(SHOWN)
                        .getResultList()
                        .stream()
                        .map(SessionList::summary)
                        .toList());
    }

    /** Notes that there is nothing to describe in a session: it was never started. */
    public void passOver(String session) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery(
                                "update SessionEntity s set s.describedOffset = s.lastOffset where s.id = :id and s.name is null")
                        .setParameter("id", UUID.fromString(session))
                        .executeUpdate());
    }

    /** Sessions whose last changes nobody has described, with the offset up to which somebody has; at most so many. */
    public Map<String, Long> undescribed(int atMost) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select s from SessionEntity s where s.describedOffset < s.lastOffset order by s.id",
                                SessionEntity.class)
                        .setMaxResults(atMost)
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(s -> s.id.toString(), s -> s.describedOffset)));
    }

    /** All sessions there are, at most so many, by their ids. */
    public List<String> after(String id, int atMost) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery("select s.id from SessionEntity s where s.id > :id order by s.id", UUID.class)
                        .setParameter("id", UUID.fromString(id))
                        .setMaxResults(atMost)
                        .getResultList()
                        .stream()
                        .map(UUID::toString)
                        .toList());
    }

    private static SessionSummary summary(SessionEntity s) {
        return new SessionSummary(
                s.id.toString(),
                s.workspace,
                Objects.requireNonNullElse(s.name, ""),
                Objects.requireNonNullElse(s.sampleRate, 0),
                Objects.requireNonNullElse(s.version, 0L),
                Objects.requireNonNullElse(s.tracks, 0),
                Objects.requireNonNullElse(s.revisions, 0),
                Objects.requireNonNullElse(s.changedAt, Instant.EPOCH),
                Objects.requireNonNullElse(s.changedBy, ""));
    }
}
