package foldback.review.application;

import foldback.log.Author;
import foldback.mix.Id;
import foldback.mix.StemHash;
import foldback.mix.anchor.Anchor;
import foldback.mix.anchor.Anchoring;
import foldback.review.messaging.ReviewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a note is after one more event. Total and pure: the log's order decides, and of two people who did the same at once the second is told
 * that it was done. Whether somebody may do a thing at all is asked before it is in the log: {@link NotePolicy}.
 */
public final class NoteFold {
    /** The note after the event, or why the event does not count. */
    public sealed interface Folded {
        record Next(Note note) implements Folded {}

        record Refused(Refusal why) implements Folded {}
    }

    private NoteFold() {}

    /**
     * A note after one more event.
     *
     * @param before null if there was no such note
     */
    public static Folded fold(UUID session, @Nullable Note before, Happening<? extends ReviewEvent.OfNote> happening) {
        Author by = happening.by();
        Instant at = happening.at();
        return switch (happening.event()) {
            case ReviewEvent.NotePinnedByClock e ->
                before == null ? new Folded.Next(pinned(session, by, at, e)) : refused(Refusal.PINNED_ALREADY);
            case ReviewEvent.NotePinned e ->
                before == null ? new Folded.Next(pinned(session, by, at, e)) : refused(Refusal.PINNED_ALREADY);
            case ReviewEvent.NoteReworded e -> of(before, note -> reworded(note, by, at, e));
            case ReviewEvent.NotePrioritised e -> of(before, note -> prioritised(note, e));
            case ReviewEvent.NoteShown e -> of(before, note -> shown(note, e));
            case ReviewEvent.NoteReplied e -> of(before, note -> replied(note, by, at, e));
            case ReviewEvent.ReplyReworded e -> of(before, note -> replyReworded(note, by, at, e));
            case ReviewEvent.ReplyWithdrawn e -> of(before, note -> replyWithdrawn(note, by, at, e));
            case ReviewEvent.NoteReacted e -> of(before, note -> reacted(note, by, e));
            case ReviewEvent.NoteResolvedByOne e -> {
                List<Long> answers = e.answeredByVersion() == null ? List.of() : List.of(e.answeredByVersion());
                yield of(before, note -> resolved(note, new Note.Resolution(by, at, answers)));
            }
            case ReviewEvent.NoteResolved e ->
                of(before, note -> resolved(note, new Note.Resolution(by, at, e.answeredBy())));
            case ReviewEvent.NoteReopened e -> of(before, NoteFold::reopened);
            case ReviewEvent.NoteWithdrawn e ->
                of(before, note -> next(note.with(draft -> draft.withdrawn = new Note.Withdrawal(by, at))));
        };
    }

    private interface Change {
        Folded of(Note note);
    }

    private static Folded of(@Nullable Note before, Change change) {
        if (before == null) {
            return refused(Refusal.NO_SUCH_NOTE);
        }
        return before.withdrawn() == null ? change.of(before) : refused(Refusal.WITHDRAWN);
    }

    private static Folded next(Note note) {
        return new Folded.Next(note);
    }

    private static Folded refused(Refusal why) {
        return new Folded.Refused(why);
    }

    // ---- pinning

    private static Note pinned(UUID session, Author by, Instant at, ReviewEvent.NotePinnedByClock e) {
        return new Note(
                e.note(),
                session,
                null,
                e.revision(),
                e.mixDocument(),
                e.frame(),
                e.endFrame(),
                e.sampleRate(),
                List.of(),
                Anchoring.NONE,
                e.text(),
                List.of(),
                List.of(),
                Note.Priority.NORMAL,
                Note.Visibility.TEAM,
                by,
                at,
                suggestion(e.suggestion()),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static Note pinned(UUID session, Author by, Instant at, ReviewEvent.NotePinned e) {
        return new Note(
                e.note(),
                session,
                e.version(),
                e.revision(),
                e.mixDocument(),
                e.frame(),
                e.endFrame(),
                e.sampleRate(),
                e.strips(),
                new Anchoring(anchors(e.start()), anchors(e.end())),
                e.text(),
                people(e.mentions()),
                List.of(),
                Note.Priority.valueOf(e.priority()),
                Note.Visibility.valueOf(e.visibility()),
                by,
                at,
                suggestion(e.suggestion()),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static Note.@Nullable Suggestion suggestion(ReviewEvent.@Nullable SuggestedChange change) {
        return change == null ? null : new Note.Suggestion(change.summary(), change.events());
    }

    private static List<Anchor> anchors(List<ReviewEvent.AnchoredFrame> frames) {
        return frames.stream()
                .map(f -> new Anchor(
                        new Id(f.track()), new Id(f.clip()), new StemHash(f.stem()), f.stemFrame(), f.offsetFrames()))
                .toList();
    }

    static List<Author> people(List<ReviewEvent.Mentioned> mentioned) {
        return mentioned.stream().map(m -> new Author(m.name(), m.account())).toList();
    }

    // ---- the note itself

    private static Folded reworded(Note note, Author by, Instant at, ReviewEvent.NoteReworded e) {
        if (!People.same(note.author(), by)) {
            return refused(Refusal.NOT_THEIRS);
        }
        List<Author> mentions = people(e.mentions());
        if (e.text().equals(note.text()) && mentions.equals(note.mentions())) {
            return refused(Refusal.NOTHING_NEW);
        }
        if (note.earlier().size() >= ReviewLimits.EARLIER_TEXTS) {
            return refused(Refusal.TOO_MANY_TEXTS);
        }
        return next(note.with(draft -> {
            if (!e.text().equals(note.text())) {
                draft.earlier.add(new Note.Earlier(note.text(), at));
            }
            draft.text = e.text();
            draft.mentions = mentions;
        }));
    }

    private static Folded prioritised(Note note, ReviewEvent.NotePrioritised e) {
        Note.Priority priority = Note.Priority.valueOf(e.priority());
        return priority == note.priority()
                ? refused(Refusal.NOTHING_NEW)
                : next(note.with(draft -> draft.priority = priority));
    }

    private static Folded shown(Note note, ReviewEvent.NoteShown e) {
        Note.Visibility visibility = Note.Visibility.valueOf(e.visibility());
        return visibility == note.visibility()
                ? refused(Refusal.NOTHING_NEW)
                : next(note.with(draft -> draft.visibility = visibility));
    }

    private static Folded reacted(Note note, Author by, ReviewEvent.NoteReacted e) {
        Note.Reaction reaction = Note.Reaction.valueOf(e.reaction());
        Optional<Note.Reacted> before = note.reactions().stream()
                .filter(r -> r.reaction() == reaction && People.same(r.by(), by))
                .findFirst();
        if (before.isPresent() == e.on()) {
            return refused(Refusal.NOTHING_NEW);
        }
        if (e.on() && note.reactions().size() >= ReviewLimits.REACTING) {
            return refused(Refusal.TOO_MANY_REACTIONS);
        }
        return next(note.with(draft -> before.ifPresentOrElse(
                draft.reactions::remove, () -> draft.reactions.add(new Note.Reacted(reaction, by)))));
    }

    /** The first resolution stands. */
    private static Folded resolved(Note note, Note.Resolution resolution) {
        return note.resolved() == null
                ? next(note.with(draft -> draft.resolved = resolution))
                : refused(Refusal.RESOLVED_ALREADY);
    }

    private static Folded reopened(Note note) {
        return note.resolved() == null
                ? refused(Refusal.NOT_RESOLVED)
                : next(note.with(draft -> draft.resolved = null));
    }

    // ---- replies

    private static Folded replied(Note note, Author by, Instant at, ReviewEvent.NoteReplied e) {
        if (note.replies().size() >= ReviewLimits.REPLIES) {
            return refused(Refusal.TOO_MANY_REPLIES);
        }
        if (reply(note, e.reply()).isPresent()) {
            return refused(Refusal.NOTHING_NEW);
        }
        return next(
                note.with(draft -> draft.replies.add(new Note.Reply(e.reply(), e.text(), by, at, List.of(), null))));
    }

    private static Folded replyReworded(Note note, Author by, Instant at, ReviewEvent.ReplyReworded e) {
        return ofReply(note, e.reply(), reply -> {
            if (!People.same(reply.author(), by)) {
                return refused(Refusal.NOT_THEIRS);
            }
            if (reply.text().equals(e.text())) {
                return refused(Refusal.NOTHING_NEW);
            }
            if (reply.earlier().size() >= ReviewLimits.EARLIER_TEXTS) {
                return refused(Refusal.TOO_MANY_TEXTS);
            }
            List<Note.Earlier> earlier = new ArrayList<>(reply.earlier());
            earlier.add(new Note.Earlier(reply.text(), at));
            return replaced(note, new Note.Reply(reply.id(), e.text(), reply.author(), reply.at(), earlier, null));
        });
    }

    private static Folded replyWithdrawn(Note note, Author by, Instant at, ReviewEvent.ReplyWithdrawn e) {
        return ofReply(
                note,
                e.reply(),
                reply -> replaced(
                        note,
                        new Note.Reply(
                                reply.id(), "", reply.author(), reply.at(), List.of(), new Note.Withdrawal(by, at))));
    }

    private interface ReplyChange {
        Folded of(Note.Reply reply);
    }

    private static Folded ofReply(Note note, UUID id, ReplyChange change) {
        return reply(note, id)
                .filter(reply -> reply.withdrawn() == null)
                .map(change::of)
                .orElseGet(() -> refused(Refusal.NO_SUCH_REPLY));
    }

    private static Optional<Note.Reply> reply(Note note, UUID id) {
        return note.replies().stream().filter(r -> r.id().equals(id)).findFirst();
    }

    private static Folded replaced(Note note, Note.Reply reply) {
        return next(note.with(draft -> draft.replies.replaceAll(r -> r.id().equals(reply.id()) ? reply : r)));
    }
}
