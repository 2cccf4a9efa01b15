package foldback.review.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a note. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface ReviewEvent {
    record NotePinned(
            UUID note,
            String revision,
            String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            String text,
            @Nullable SuggestedChange suggestion)
            implements ReviewEvent {}

    /**
     * What a note suggests.
     *
     * @param events as {@link foldback.mix.codec.MixCodec} writes them
     */
    record SuggestedChange(String summary, JsonNode events) {}

    record NoteReplied(UUID note, UUID reply, String text) implements ReviewEvent {}

    record NoteResolved(UUID note, @Nullable Long answeredByVersion) implements ReviewEvent {}
}
