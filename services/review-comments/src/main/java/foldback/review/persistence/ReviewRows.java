package foldback.review.persistence;

import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.review.application.Happening;
import foldback.review.application.Note;
import foldback.review.application.NoteFold;
import foldback.review.application.Recorded;
import foldback.review.application.Refusal;
import foldback.review.application.Rounds;
import foldback.review.application.RoundsFold;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The review of each session, projected from the review log: the folds decide, the rows keep what came of it. */
@Startup
@ApplicationScoped
public class ReviewRows {
    private static final String NOT_WANTED = "-";
    private static final Logger LOG = Logger.getLogger(ReviewRows.class);

    private final EntityManager entities;
    private final EventLog log;
    private volatile LogProjection projection;

    ReviewRows(@PersistenceUnit("review") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.log = log;
        this.projection = follow();
    }

    private LogProjection follow() {
        return LogProjection.follow(log, entities, TopicNames.REVIEW_EVENTS, ReviewLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
    }

    /**
     * Appends a review event, and returns when its rows are there.
     *
     * @return why it did not count, because something came before it; empty if it did
     */
    public Optional<Refusal> append(LogEntry entry) {
        projection.appendAndProject(entry);
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select h from HappeningEntity h where h.id = :id", HappeningEntity.class)
                        .setParameter("id", entry.id())
                        .getResultStream()
                        .findFirst()
                        .map(row -> row.refused)
                        .map(Refusal::valueOf));
    }

    /** Forgets all rows and makes them again from the log; returns when they are there. */
    public synchronized void rebuild() {
        projection.close();
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createQuery("delete from NoteEntity").executeUpdate();
            entities.createQuery("delete from RoundsEntity").executeUpdate();
            entities.createQuery("delete from HappeningEntity").executeUpdate();
            entities.createNativeQuery("delete from log_offset where topic = ?1")
                    .setParameter(1, TopicNames.REVIEW_EVENTS)
                    .executeUpdate();
        });
        projection = follow();
        projection.catchUp();
    }

    // ---- reading

    public Optional<Note> find(UUID session, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(NoteEntity.class, id))
                        .filter(row -> row.session.equals(session))
                        .map(row -> StoredReview.note(row.state, row.anchoring)));
    }

    /** How many notes a session has, withdrawn ones included. */
    public long count(UUID session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select count(n) from NoteEntity n where n.session = :session", Long.class)
                        .setParameter("session", session)
                        .getSingleResult());
    }

    /**
     * A session's notes in the order of the music, of one revision or of all; without those that were withdrawn.
     *
     * @param anchored whether the anchors are wanted too
     */
    public List<Note> inOrder(UUID session, @Nullable String revision, boolean anchored) {
        return rows(session, revision, anchored).stream()
                .map(row -> row[1].equals(NOT_WANTED)
                        ? StoredReview.withoutAnchors((String) row[0])
                        : StoredReview.note((String) row[0], (String) row[1]))
                .toList();
    }

    private List<Object[]> rows(UUID session, @Nullable String revision, boolean anchored) {
        String anchors = anchored ? "n.anchoring" : "'" + NOT_WANTED + "'";
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select n.state, " + anchors + """
                         from NoteEntity n
                        where n.session = :session and n.withdrawn = false
                          and (:revision is null or n.revision = :revision)
                        order by n.frame, n.id""", Object[].class)
                        .setParameter("session", session)
                        .setParameter("revision", revision)
                        .getResultList());
    }

    public Rounds rounds(UUID session) {
        return QuarkusTransaction.requiringNew().call(() -> roundsNow(session));
    }

    /**
     * What happened, oldest first.
     *
     * @param note to this one; null for all of the session
     */
    public List<Recorded> history(UUID session, @Nullable UUID note) {
        String ofNote = note == null ? "" : " and h.note = :note";
        return QuarkusTransaction.requiringNew().call(() -> {
            TypedQuery<HappeningEntity> query = entities.createQuery(
                            "select h from HappeningEntity h where h.session = :session" + ofNote
                                    + " order by h.number",
                            HappeningEntity.class)
                    .setParameter("session", session);
            if (note != null) {
                query.setParameter("note", note);
            }
            return query.getResultList().stream().map(ReviewRows::recorded).toList();
        });
    }

    private static Recorded recorded(HappeningEntity row) {
        return new Recorded(
                row.id,
                row.at,
                new Author(row.author, row.account),
                row.type,
                row.note,
                StoredReview.tree(row.data),
                row.refused == null ? null : Refusal.valueOf(row.refused));
    }

    // ---- projecting

    private void project(LogEntry entry, ReviewEvent event) {
        UUID session = UUID.fromString(entry.subject());
        Refusal refused;
        try {
            refused = switch (event) {
                case ReviewEvent.OfNote of -> project(session, entry, of);
                case ReviewEvent.OfRounds of -> project(session, entry, of);
            };
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "event=record_passed_over topic=%s id=%s", TopicNames.REVIEW_EVENTS, entry.id());
            return;
        }
        HappeningEntity row = new HappeningEntity();
        row.id = entry.id();
        row.session = session;
        row.note = event instanceof ReviewEvent.OfNote of ? of.note() : null;
        row.at = entry.time();
        row.author = entry.author().name();
        row.account = entry.author().account();
        row.type = entry.type();
        row.data = new String(entry.data(), StandardCharsets.UTF_8);
        row.refused = refused == null ? null : refused.name();
        entities.persist(row);
    }

    private @Nullable Refusal project(UUID session, LogEntry entry, ReviewEvent.OfNote event) {
        NoteEntity row = entities.find(NoteEntity.class, event.note());
        if (row != null && !row.session.equals(session)) {
            return Refusal.NO_SUCH_NOTE;
        }
        Note before = row == null ? null : StoredReview.note(row.state, row.anchoring);
        return switch (NoteFold.fold(session, before, new Happening<>(entry.author(), entry.time(), event))) {
            case NoteFold.Folded.Next next -> {
                keep(row, next.note());
                yield null;
            }
            case NoteFold.Folded.Refused refused -> refused.why();
        };
    }

    private void keep(@Nullable NoteEntity present, Note note) {
        NoteEntity row = present == null ? new NoteEntity() : present;
        row.id = note.id();
        row.session = note.session();
        row.revision = note.revision();
        row.frame = note.frame();
        row.withdrawn = note.withdrawn() != null;
        StoredReview.write(note, row);
        if (present == null) {
            entities.persist(row);
        }
    }

    private @Nullable Refusal project(UUID session, LogEntry entry, ReviewEvent.OfRounds event) {
        return switch (RoundsFold.fold(roundsNow(session), new Happening<>(entry.author(), entry.time(), event))) {
            case RoundsFold.Folded.Next next -> {
                RoundsEntity present = entities.find(RoundsEntity.class, session);
                RoundsEntity row = present == null ? new RoundsEntity() : present;
                row.session = session;
                row.state = StoredReview.json(next.rounds());
                if (present == null) {
                    entities.persist(row);
                }
                yield null;
            }
            case RoundsFold.Folded.Refused refused -> refused.why();
        };
    }

    private Rounds roundsNow(UUID session) {
        RoundsEntity row = entities.find(RoundsEntity.class, session);
        return row == null ? Rounds.NONE : StoredReview.rounds(row.state);
    }
}
