package foldback.review.application;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.log.Author;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of the review log as the audit trail shows it.
 *
 * @param id of the record
 * @param type its stored name, as {@code foldback.note.replied.v1}
 * @param note that it is about, if it is about one
 * @param data as it was written
 * @param refused why it did not count; null if it did
 */
public record Recorded(
        UUID id,
        Instant at,
        Author by,
        String type,
        @Nullable UUID note,
        JsonNode data,
        @Nullable Refusal refused) {}
