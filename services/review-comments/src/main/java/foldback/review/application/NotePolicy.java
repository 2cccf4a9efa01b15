package foldback.review.application;

import foldback.log.Author;
import foldback.review.application.Who.Standing;
import foldback.review.messaging.ReviewEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may do what with a note. Pure; asked before anything goes to the log. */
final class NotePolicy {
    private NotePolicy() {}

    /** Whether somebody gets to see a note at all. */
    static boolean sees(Who who, Note note) {
        return who.standing() != Standing.GUEST
                || (who.hears(note.revision())
                        && (note.visibility() == Note.Visibility.GUESTS || who.is(note.author())));
    }

    /**
     * Why somebody may not do this; empty if they may.
     *
     * @param note as it is; null if there is none
     */
    static Optional<Refusal> refusal(Who who, @Nullable Note note, ReviewEvent.OfNote event) {
        if (note != null && !sees(who, note)) {
            return Optional.of(Refusal.NO_SUCH_NOTE);
        }
        if (who.standing() == Standing.VIEWER) {
            return Optional.of(Refusal.ARTISTS_AND_ABOVE);
        }
        return switch (event) {
            case ReviewEvent.NotePinnedByClock e -> Optional.empty();
            case ReviewEvent.NotePinned e -> ofPinning(who, e);
            case ReviewEvent.NoteReworded e -> Optional.empty();
            case ReviewEvent.NoteReplied e -> Optional.empty();
            case ReviewEvent.ReplyReworded e -> Optional.empty();
            case ReviewEvent.NoteReacted e -> Optional.empty();
            case ReviewEvent.NotePrioritised e -> engineersOrAuthor(who, author(note));
            case ReviewEvent.NoteShown e ->
                who.standing() == Standing.GUEST
                        ? Optional.of(Refusal.NOT_FOR_GUESTS)
                        : engineersOrAuthor(who, author(note));
            case ReviewEvent.ReplyWithdrawn e -> engineersOrAuthor(who, authorOfReply(note, e));
            case ReviewEvent.NoteResolvedByOne e -> engineersOrAuthor(who, author(note));
            case ReviewEvent.NoteResolved e -> engineersOrAuthor(who, author(note));
            case ReviewEvent.NoteReopened e -> engineersOrAuthor(who, author(note));
            case ReviewEvent.NoteWithdrawn e -> engineersOrAuthor(who, author(note));
        };
    }

    /** A guest says nothing that other guests may not see, and nothing of how the mix is made: they were not told. */
    private static Optional<Refusal> ofPinning(Who who, ReviewEvent.NotePinned e) {
        boolean hidden = e.visibility().equals(Note.Visibility.TEAM.name());
        boolean knowing = e.suggestion() != null || !e.strips().isEmpty();
        return who.standing() == Standing.GUEST && (hidden || knowing)
                ? Optional.of(Refusal.NOT_FOR_GUESTS)
                : Optional.empty();
    }

    private static Optional<Refusal> engineersOrAuthor(Who who, @Nullable Author author) {
        boolean own = author != null && who.is(author);
        return own || author == null || who.standing().isAtLeast(Standing.ENGINEER)
                ? Optional.empty()
                : Optional.of(Refusal.ENGINEERS_OR_AUTHOR);
    }

    private static @Nullable Author author(@Nullable Note note) {
        return note == null ? null : note.author();
    }

    private static @Nullable Author authorOfReply(@Nullable Note note, ReviewEvent.ReplyWithdrawn e) {
        return note == null
                ? null
                : note.replies().stream()
                        .filter(r -> r.id().equals(e.reply()))
                        .map(Note.Reply::author)
                        .findFirst()
                        .orElse(null);
    }
}
