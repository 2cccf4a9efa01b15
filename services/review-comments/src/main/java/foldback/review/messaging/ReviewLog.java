package foldback.review.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the review events. */
public final class ReviewLog {
    public static final EventVocabulary<ReviewEvent> VOCABULARY = new EventVocabulary<>(
            "/review-comments",
            Map.ofEntries(
                    Map.entry("foldback.note.pinned.v1", ReviewEvent.NotePinnedByClock.class),
                    Map.entry("foldback.note.pinned.v2", ReviewEvent.NotePinned.class),
                    Map.entry("foldback.note.reworded.v1", ReviewEvent.NoteReworded.class),
                    Map.entry("foldback.note.prioritised.v1", ReviewEvent.NotePrioritised.class),
                    Map.entry("foldback.note.shown.v1", ReviewEvent.NoteShown.class),
                    Map.entry("foldback.note.replied.v1", ReviewEvent.NoteReplied.class),
                    Map.entry("foldback.note.reply-reworded.v1", ReviewEvent.ReplyReworded.class),
                    Map.entry("foldback.note.reply-withdrawn.v1", ReviewEvent.ReplyWithdrawn.class),
                    Map.entry("foldback.note.reacted.v1", ReviewEvent.NoteReacted.class),
                    Map.entry("foldback.note.resolved.v1", ReviewEvent.NoteResolvedByOne.class),
                    Map.entry("foldback.note.resolved.v2", ReviewEvent.NoteResolved.class),
                    Map.entry("foldback.note.reopened.v1", ReviewEvent.NoteReopened.class),
                    Map.entry("foldback.note.withdrawn.v1", ReviewEvent.NoteWithdrawn.class),
                    Map.entry("foldback.round.brief-written.v1", ReviewEvent.BriefWritten.class),
                    Map.entry("foldback.round.submitted.v1", ReviewEvent.RoundSubmitted.class),
                    Map.entry("foldback.round.verdict-given.v1", ReviewEvent.VerdictGiven.class),
                    Map.entry("foldback.round.decided.v1", ReviewEvent.RoundDecided.class),
                    Map.entry("foldback.round.withdrawn.v1", ReviewEvent.RoundWithdrawn.class)));

    private ReviewLog() {}
}
