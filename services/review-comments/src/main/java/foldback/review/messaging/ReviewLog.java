package foldback.review.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the review events. */
public final class ReviewLog {
    public static final EventVocabulary<ReviewEvent> VOCABULARY = new EventVocabulary<>(
            "/review-comments",
            Map.of(
                    "foldback.note.pinned.v1", ReviewEvent.NotePinned.class,
                    "foldback.note.replied.v1", ReviewEvent.NoteReplied.class,
                    "foldback.note.resolved.v1", ReviewEvent.NoteResolved.class));

    private ReviewLog() {}
}
