package foldback.review.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.review.application.Recorded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of the review log.
 *
 * @param refused why it did not count, as {@code resolved-already}; null if it did
 */
record HappeningView(
        UUID id,
        Instant at,
        String author,
        @Nullable UUID account,
        String type,
        @Nullable UUID note,
        JsonNode data,
        @Nullable String refused) {
    static HappeningView of(Recorded recorded) {
        return new HappeningView(
                recorded.id(),
                recorded.at(),
                recorded.by().name(),
                recorded.by().account(),
                recorded.type(),
                recorded.note(),
                recorded.data(),
                recorded.refused() == null ? null : Refusals.reason(recorded.refused()));
    }
}
