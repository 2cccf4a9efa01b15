package foldback.review.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.kit.LogEntries;
import foldback.log.LogEntry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Review events as records of the log. */
@Singleton
public final class ReviewLog {
    private static final String SOURCE = "/review-comments";
    private static final Map<String, Class<? extends ReviewEvent>> TYPES = Map.of(
            "foldback.note.pinned.v1", ReviewEvent.NotePinned.class,
            "foldback.note.replied.v1", ReviewEvent.NoteReplied.class,
            "foldback.note.resolved.v1", ReviewEvent.NoteResolved.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final LogEntries entries;

    ReviewLog(LogEntries entries) {
        this.entries = entries;
    }

    public LogEntry entry(UUID session, String author, ReviewEvent event) {
        String type = TYPES.entrySet().stream()
                .filter(t -> t.getValue() == event.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a review event without a type: " + event.getClass()));
        try {
            return entries.entry(type, SOURCE, session.toString(), author, JSON.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a review event is always JSON", e);
        }
    }

    /**
     * The event that a record is.
     *
     * @throws IOException if it is none that this program knows
     */
    public static ReviewEvent eventOf(LogEntry entry) throws IOException {
        Class<? extends ReviewEvent> type = TYPES.get(entry.type());
        if (type == null) {
            throw new IOException("no review event has the type " + entry.type());
        }
        return JSON.readValue(entry.data(), type);
    }
}
