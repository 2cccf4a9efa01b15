package foldback.review.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.review.application.Note;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The notes, projected from the review log. */
@Startup
@ApplicationScoped
public class NoteRows {
    private static final Logger LOG = Logger.getLogger(NoteRows.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EntityManager entities;
    private final LogProjection projection;

    NoteRows(@PersistenceUnit("review") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.projection =
                LogProjection.follow(log, entities, TopicNames.REVIEW_EVENTS, ReviewLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
    }

    /** Appends a review event, and returns when its row is there. */
    public void append(LogEntry entry) {
        projection.appendAndProject(entry);
    }

    public Optional<Note> find(UUID session, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(NoteEntity.class, id))
                        .filter(row -> row.session.equals(session))
                        .map(NoteRows::note));
    }

    /** A session's notes in the order of the music, of one revision or of all. */
    public List<Note> inOrder(UUID session, @Nullable String revision) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery("""
                        select n from NoteEntity n left join fetch n.replies
                        where n.session = :session and (:revision is null or n.revision = :revision)
                        order by n.frame, n.pinnedAt, n.id""", NoteEntity.class)
                        .setParameter("session", session)
                        .setParameter("revision", revision)
                        .getResultList()
                        .stream()
                        .map(NoteRows::note)
                        .toList());
    }

    private void project(LogEntry entry, ReviewEvent event) {
        switch (event) {
            case ReviewEvent.NotePinned pinned -> pin(entry, pinned);
            case ReviewEvent.NoteReplied replied -> reply(entry, replied);
            case ReviewEvent.NoteResolved resolved -> resolve(entry, resolved);
        }
    }

    private void pin(LogEntry entry, ReviewEvent.NotePinned event) {
        NoteEntity row = new NoteEntity();
        row.id = event.note();
        row.session = UUID.fromString(entry.subject());
        row.revision = event.revision();
        row.mixDocument = event.mixDocument();
        row.frame = event.frame();
        row.endFrame = event.endFrame();
        row.sampleRate = event.sampleRate();
        row.text = event.text();
        row.author = entry.author().name();
        row.pinnedAt = entry.time();
        ReviewEvent.SuggestedChange suggestion = event.suggestion();
        if (suggestion != null) {
            row.suggestionSummary = suggestion.summary();
            row.suggestionEvents = suggestion.events().toString();
        }
        entities.persist(row);
    }

    private void reply(LogEntry entry, ReviewEvent.NoteReplied event) {
        NoteEntity note = entities.find(NoteEntity.class, event.note());
        if (note == null) {
            return;
        }
        ReplyEntity row = new ReplyEntity();
        row.id = event.reply();
        row.note = note;
        row.text = event.text();
        row.author = entry.author().name();
        row.repliedAt = entry.time();
        entities.persist(row);
    }

    /** The first resolution stands. */
    private void resolve(LogEntry entry, ReviewEvent.NoteResolved event) {
        NoteEntity row = entities.find(NoteEntity.class, event.note());
        if (row != null && row.resolvedBy == null) {
            row.resolvedBy = entry.author().name();
            row.resolvedAt = entry.time();
            row.answeredByVersion = event.answeredByVersion();
        }
    }

    private static Note note(NoteEntity row) {
        List<Note.Reply> replies = row.replies.stream()
                .map(r -> new Note.Reply(r.id, r.text, r.author, r.repliedAt))
                .toList();
        Note.Resolution resolved = row.resolvedBy == null || row.resolvedAt == null
                ? null
                : new Note.Resolution(row.resolvedBy, row.resolvedAt, row.answeredByVersion);
        return new Note(
                row.id,
                row.session,
                row.revision,
                row.mixDocument,
                row.frame,
                row.endFrame,
                row.sampleRate,
                row.text,
                row.author,
                row.pinnedAt,
                suggestion(row),
                replies,
                resolved);
    }

    private static Note.@Nullable Suggestion suggestion(NoteEntity row) {
        if (row.suggestionSummary == null || row.suggestionEvents == null) {
            return null;
        }
        try {
            return new Note.Suggestion(
                    row.suggestionSummary, MixCodec.decodeEvents(JSON.readTree(row.suggestionEvents)));
        } catch (MalformedJsonException | JsonProcessingException e) {
            LOG.errorf(e, "event=suggestion_unreadable note=%s", row.id);
            return null;
        }
    }
}
