package foldback.review.application;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.log.Author;
import foldback.mix.anchor.Anchoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a moment or a range of a mix.
 *
 * @param version of the session that was heard; null of notes that were pinned before versions were noted
 * @param revision that froze it; null if it was the live mix
 * @param mixDocument the SHA-256 of the mix document that was heard
 * @param frame where it was pinned, in frames of {@code sampleRate}
 * @param endFrame where its range ended; null for a moment
 * @param strips what it concerns, as {@code track/vocal}; empty for everything
 * @param anchoring the source audio that was under it
 * @param earlier what it said before, oldest first
 * @param replies those that were withdrawn included, without their text
 * @param withdrawn who took it back and when; null as long as it stands
 */
public record Note(
        UUID id,
        UUID session,
        @Nullable Long version,
        @Nullable String revision,
        String mixDocument,
        long frame,
        @Nullable Long endFrame,
        int sampleRate,
        List<String> strips,
        Anchoring anchoring,
        String text,
        List<Author> mentions,
        List<Earlier> earlier,
        Priority priority,
        Visibility visibility,
        Author author,
        Instant at,
        @Nullable Suggestion suggestion,
        List<Reply> replies,
        List<Reacted> reactions,
        @Nullable Resolution resolved,
        @Nullable Withdrawal withdrawn) {
    public Note {
        strips = List.copyOf(strips);
        mentions = List.copyOf(mentions);
        earlier = List.copyOf(earlier);
        replies = List.copyOf(replies);
        reactions = List.copyOf(reactions);
    }

    /** How much it matters to whoever wrote it. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH
    }

    /** Who gets to see it. */
    public enum Visibility {
        /** Members of the session. */
        TEAM,
        /** And whoever was let in by a link. */
        GUESTS
    }

    /** What people say without words. */
    public enum Reaction {
        AGREE,
        DISAGREE,
        LOVE,
        HEARD,
        QUESTION
    }

    /** Somebody's reaction. */
    public record Reacted(Reaction reaction, Author by) {}

    /** What a note or a reply said until it was worded anew. */
    public record Earlier(String text, Instant until) {}

    /**
     * A change that the note asks for, ready to be applied.
     *
     * @param events as {@link foldback.mix.codec.MixCodec} reads them
     */
    public record Suggestion(String summary, JsonNode events) {}

    /**
     * An answer to a note.
     *
     * @param withdrawn null as long as it stands; then it says nothing any more
     */
    public record Reply(
            UUID id,
            String text,
            Author author,
            Instant at,
            List<Earlier> earlier,
            @Nullable Withdrawal withdrawn) {
        public Reply {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * How a note was settled.
     *
     * @param answeredBy the versions of the session that answer it, oldest first
     */
    public record Resolution(Author by, Instant at, List<Long> answeredBy) {
        public Resolution {
            answeredBy = List.copyOf(answeredBy);
        }
    }

    public record Withdrawal(Author by, Instant at) {}

    Note with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.note(this);
    }

    /** What of a note can become another. */
    static final class Draft {
        String text;
        List<Author> mentions;
        List<Earlier> earlier;
        Priority priority;
        Visibility visibility;
        List<Reply> replies;
        List<Reacted> reactions;

        @Nullable
        Resolution resolved;

        @Nullable
        Withdrawal withdrawn;

        private Draft(Note n) {
            text = n.text;
            mentions = n.mentions;
            earlier = new ArrayList<>(n.earlier);
            priority = n.priority;
            visibility = n.visibility;
            replies = new ArrayList<>(n.replies);
            reactions = new ArrayList<>(n.reactions);
            resolved = n.resolved;
            withdrawn = n.withdrawn;
        }

        private Note note(Note n) {
            return new Note(
                    n.id,
                    n.session,
                    n.version,
                    n.revision,
                    n.mixDocument,
                    n.frame,
                    n.endFrame,
                    n.sampleRate,
                    n.strips,
                    n.anchoring,
                    text,
                    mentions,
                    earlier,
                    priority,
                    visibility,
                    n.author,
                    n.at,
                    n.suggestion,
                    replies,
                    reactions,
                    resolved,
                    withdrawn);
        }
    }
}
