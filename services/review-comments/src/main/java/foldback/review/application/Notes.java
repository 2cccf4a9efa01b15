package foldback.review.application;

import foldback.kit.LogEntries;
import foldback.kit.SessionStoreClient;
import foldback.log.Author;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MixCodec;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import foldback.review.persistence.NoteRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with notes. */
@ApplicationScoped
public class Notes {
    /** What came of it: the note as it is now, or why not. */
    public sealed interface Result {
        record Done(Note note) implements Result {}

        record NoSuchNote() implements Result {}

        record NoSuchRevision() implements Result {}

        /** The revision's mix document is another than the one that the author says they heard. */
        record OtherDocument(String actual) implements Result {}

        record ResolvedAlready(Note note) implements Result {}
    }

    /**
     * A note before it is pinned; members as in {@link Note}.
     *
     * @param mixDocument what the author says they heard; null if they say nothing, and mean the revision as it is
     */
    public record Draft(
            String revision,
            @Nullable String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            String text,
            Note.@Nullable Suggestion suggestion) {}

    private final NoteRows rows;
    private final LogEntries entries;
    private final SessionStoreClient sessions;

    Notes(NoteRows rows, LogEntries entries, SessionStoreClient sessions) {
        this.rows = rows;
        this.entries = entries;
        this.sessions = sessions;
    }

    public List<Note> inOrder(UUID session, @Nullable String revision) {
        return rows.inOrder(session, revision);
    }

    /** Pins a note to a revision that exists, with the mix document that was heard. */
    public Result pin(UUID session, Author author, Draft draft) {
        Optional<byte[]> document = sessions.documentOfRevision(session.toString(), draft.revision());
        if (document.isEmpty()) {
            return new Result.NoSuchRevision();
        }
        String hash = CanonicalJson.sha256(document.get());
        if (draft.mixDocument() != null && !hash.equals(draft.mixDocument())) {
            return new Result.OtherDocument(hash);
        }
        UUID id = UUID.randomUUID();
        Note.Suggestion suggestion = draft.suggestion();
        append(
                session,
                author,
                new ReviewEvent.NotePinned(
                        id,
                        draft.revision(),
                        hash,
                        draft.frame(),
                        draft.endFrame(),
                        draft.sampleRate(),
                        draft.text(),
                        suggestion == null
                                ? null
                                : new ReviewEvent.SuggestedChange(
                                        suggestion.summary(), MixCodec.events(suggestion.events()))));
        return now(session, id);
    }

    public Result reply(UUID session, UUID note, Author author, String text) {
        if (rows.find(session, note).isEmpty()) {
            return new Result.NoSuchNote();
        }
        append(session, author, new ReviewEvent.NoteReplied(note, UUID.randomUUID(), text));
        return now(session, note);
    }

    /** Settles a note; the first resolution stands. */
    public Result resolve(UUID session, UUID note, Author author, @Nullable Long answeredByVersion) {
        Optional<Note> before = rows.find(session, note);
        if (before.isEmpty()) {
            return new Result.NoSuchNote();
        }
        if (before.get().resolved() != null) {
            return new Result.ResolvedAlready(before.get());
        }
        append(session, author, new ReviewEvent.NoteResolved(note, answeredByVersion));
        return now(session, note);
    }

    private void append(UUID session, Author author, ReviewEvent event) {
        rows.append(ReviewLog.VOCABULARY.entry(entries, session.toString(), author, event));
    }

    private Result now(UUID session, UUID note) {
        return rows.find(session, note).<Result>map(Result.Done::new).orElseGet(Result.NoSuchNote::new);
    }
}
