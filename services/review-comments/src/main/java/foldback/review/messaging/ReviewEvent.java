package foldback.review.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a session's review. Stored for ever: a member is never given another meaning; what must change gets a new event beside the old
 * one. Who and when stand in the record's headers. Whether it counted is for the folds of {@code application} to say: of two people who resolve a
 * note at once, both are in the log.
 */
public sealed interface ReviewEvent {
    /** Something that happened to one note. */
    sealed interface OfNote extends ReviewEvent {
        UUID note();
    }

    /** Something that happened to the session's rounds. */
    sealed interface OfRounds extends ReviewEvent {}

    // ---- notes

    /** A note as it was pinned before notes had anchors: to a revision, by the clock alone. */
    record NotePinnedByClock(
            UUID note,
            String revision,
            String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            String text,
            @Nullable SuggestedChange suggestion)
            implements OfNote {}

    /**
     * A note was pinned to a moment or a range.
     *
     * @param version of the session that was heard
     * @param revision that froze this version, if it was one that was heard and not the live mix
     * @param mixDocument the SHA-256 of the mix document of the version
     * @param frame in frames of {@code sampleRate}
     * @param endFrame the first frame after a range; null for a moment
     * @param strips what it concerns, as {@code track/vocal}; empty for everything
     * @param start the audio under {@code frame}
     * @param end the audio under the last frame of a range
     * @param priority LOW, NORMAL or HIGH
     * @param visibility TEAM or GUESTS
     */
    record NotePinned(
            UUID note,
            long version,
            @Nullable String revision,
            String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            List<String> strips,
            List<AnchoredFrame> start,
            List<AnchoredFrame> end,
            String text,
            List<Mentioned> mentions,
            String priority,
            String visibility,
            @Nullable SuggestedChange suggestion)
            implements OfNote {
        public NotePinned {
            strips = List.copyOf(strips);
            start = List.copyOf(start);
            end = List.copyOf(end);
            mentions = List.copyOf(mentions);
        }
    }

    /** A frame of source audio, as {@link foldback.mix.anchor.Anchor} says it. */
    record AnchoredFrame(String track, String clip, String stem, long stemFrame, long offsetFrames) {}

    /** Somebody whom a text calls by their name. */
    record Mentioned(String name, @Nullable UUID account) {}

    /**
     * What a note suggests.
     *
     * @param events as {@link foldback.mix.codec.MixCodec} writes them
     */
    record SuggestedChange(String summary, JsonNode events) {}

    /** A note's author wrote it anew. */
    record NoteReworded(UUID note, String text, List<Mentioned> mentions) implements OfNote {
        public NoteReworded {
            mentions = List.copyOf(mentions);
        }
    }

    /**
     * A note matters more, or less.
     *
     * @param priority LOW, NORMAL or HIGH
     */
    record NotePrioritised(UUID note, String priority) implements OfNote {}

    /**
     * A note was opened to guests, or closed to them.
     *
     * @param visibility TEAM or GUESTS
     */
    record NoteShown(UUID note, String visibility) implements OfNote {}

    record NoteReplied(UUID note, UUID reply, String text) implements OfNote {}

    /** A reply's author wrote it anew. */
    record ReplyReworded(UUID note, UUID reply, String text) implements OfNote {}

    /** A reply was taken back. What it said stays in the log. */
    record ReplyWithdrawn(UUID note, UUID reply) implements OfNote {}

    /**
     * Somebody reacted, or no longer does.
     *
     * @param reaction AGREE, DISAGREE, LOVE, HEARD or QUESTION
     */
    record NoteReacted(UUID note, String reaction, boolean on) implements OfNote {}

    /** A note was settled, before resolutions named several versions. */
    record NoteResolvedByOne(UUID note, @Nullable Long answeredByVersion) implements OfNote {}

    /**
     * A note was settled.
     *
     * @param answeredBy the versions of the session that answer it, oldest first; empty if it took no change
     */
    record NoteResolved(UUID note, List<Long> answeredBy) implements OfNote {
        public NoteResolved {
            answeredBy = List.copyOf(answeredBy);
        }
    }

    record NoteReopened(UUID note) implements OfNote {}

    /** A note was taken back. What it said stays in the log. */
    record NoteWithdrawn(UUID note) implements OfNote {}

    // ---- rounds

    /**
     * What is wanted of the mix, who says so in the end, and how many rounds there are to be.
     *
     * @param agreedRounds how many; 0 if nothing was agreed
     */
    record BriefWritten(String text, int agreedRounds, Mentioned decider) implements OfRounds {}

    /**
     * A revision was handed to the reviewers.
     *
     * @param mixDocument the SHA-256 of its mix document: what every verdict of the round is about
     */
    record RoundSubmitted(
            UUID round, String revision, long version, String mixDocument, List<Mentioned> reviewers, String message)
            implements OfRounds {
        public RoundSubmitted {
            reviewers = List.copyOf(reviewers);
        }
    }

    /**
     * A reviewer said what they think, or something else than before.
     *
     * @param verdict APPROVED or CHANGES_WANTED
     * @param mixDocument of what they heard
     * @param byLink true if a link asked them, which whoever mixes made for it; null in what is older
     */
    record VerdictGiven(
            UUID round,
            String verdict,
            String mixDocument,
            String comment,
            @Nullable Boolean byLink) implements OfRounds {}

    /**
     * The one who decides has decided: the round is over.
     *
     * @param verdict APPROVED or CHANGES_WANTED
     * @param contradictions the notes that contradicted each other when it was handed over, and that the decider saw
     */
    record RoundDecided(UUID round, String verdict, String mixDocument, String comment, List<UUID> contradictions)
            implements OfRounds {
        public RoundDecided {
            contradictions = List.copyOf(contradictions);
        }
    }

    /** A round was taken back before it was decided: it is not counted. */
    record RoundWithdrawn(UUID round) implements OfRounds {}
}
