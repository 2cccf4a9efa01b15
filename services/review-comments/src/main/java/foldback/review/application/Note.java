package foldback.review.application;

import foldback.mix.MixEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a moment or a range of a revision.
 *
 * @param mixDocument the SHA-256 of the mix document that was heard
 * @param frame where it is pinned, in frames of {@code sampleRate}
 * @param endFrame where its range ends; null for a moment
 */
public record Note(
        UUID id,
        UUID session,
        String revision,
        String mixDocument,
        long frame,
        @Nullable Long endFrame,
        int sampleRate,
        String text,
        String author,
        Instant at,
        @Nullable Suggestion suggestion,
        List<Reply> replies,
        @Nullable Resolution resolved) {
    /** A change that the note asks for, ready to be applied. */
    public record Suggestion(String summary, List<MixEvent> events) {}

    public record Reply(UUID id, String text, String author, Instant at) {}

    /**
     * How a note was settled.
     *
     * @param answeredByVersion the version of the session that answers it, if it took a change
     */
    public record Resolution(
            String by, Instant at, @Nullable Long answeredByVersion) {}
}
