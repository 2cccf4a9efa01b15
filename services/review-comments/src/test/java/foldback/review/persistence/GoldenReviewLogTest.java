package foldback.review.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.review.application.Happening;
import foldback.review.application.Note;
import foldback.review.application.NoteFold;
import foldback.review.application.Refusal;
import foldback.review.application.Rounds;
import foldback.review.application.RoundsFold;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A review log as it was stored, with every event there ever was, and the rows that it must give for ever. Both files are data: a new event is
 * added at the end of the log, and what stands there is never changed.
 */
class GoldenReviewLogTest {
    private static final UUID SESSION = new UUID(1, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<UUID, Note> notes = new TreeMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private Rounds rounds = Rounds.NONE;

    @Test
    void an_old_log_gives_the_same_rows_for_ever() throws IOException {
        ObjectNode rows = JSON.createObjectNode();
        var refusals = rows.putArray("refused");
        for (JsonNode record : resource("/golden-review-log.json")) {
            Refusal refused = fold(record);
            refusals.add(refused == null ? "" : refused.name());
        }
        var states = rows.putArray("notes");
        for (Note note : notes.values()) {
            NoteEntity row = new NoteEntity();
            StoredReview.write(note, row);
            assertThat(StoredReview.note(row.state, row.anchoring)).isEqualTo(note);
            states.addObject().set("state", JSON.readTree(row.state));
            ((ObjectNode) states.get(states.size() - 1)).set("anchoring", JSON.readTree(row.anchoring));
        }
        assertThat(StoredReview.rounds(StoredReview.json(rounds))).isEqualTo(rounds);
        rows.set("rounds", JSON.readTree(StoredReview.json(rounds)));
        assertThat(rows.toPrettyString())
                .isEqualTo(resource("/golden-review-rows.json").toPrettyString());
    }

    @Test
    void every_event_that_there_is_stands_in_the_golden_log() throws IOException {
        for (JsonNode record : resource("/golden-review-log.json")) {
            seen.add(ReviewLog.VOCABULARY.eventOf(entry(record)).getClass());
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(leaves(ReviewEvent.class).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> family) {
        Class<?>[] permitted = family.getPermittedSubclasses();
        return permitted == null ? Stream.of(family) : Arrays.stream(permitted).flatMap(GoldenReviewLogTest::leaves);
    }

    private @Nullable Refusal fold(JsonNode record) throws IOException {
        LogEntry entry = entry(record);
        return switch (ReviewLog.VOCABULARY.eventOf(entry)) {
            case ReviewEvent.OfNote event ->
                switch (NoteFold.fold(
                        SESSION, notes.get(event.note()), new Happening<>(entry.author(), entry.time(), event))) {
                    case NoteFold.Folded.Next next -> {
                        notes.put(event.note(), next.note());
                        yield null;
                    }
                    case NoteFold.Folded.Refused refused -> refused.why();
                };
            case ReviewEvent.OfRounds event ->
                switch (RoundsFold.fold(rounds, new Happening<>(entry.author(), entry.time(), event))) {
                    case RoundsFold.Folded.Next next -> {
                        rounds = next.rounds();
                        yield null;
                    }
                    case RoundsFold.Folded.Refused refused -> refused.why();
                };
        };
    }

    private static LogEntry entry(JsonNode record) throws IOException {
        JsonNode account = record.path("account");
        return new LogEntry(
                new UUID(7, 7),
                record.path("type").asText(),
                "/review-comments",
                SESSION.toString(),
                Instant.parse(record.path("at").asText()),
                new Author(
                        record.path("author").asText(), account.isTextual() ? UUID.fromString(account.asText()) : null),
                JSON.writeValueAsBytes(record.path("data")));
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = GoldenReviewLogTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return JSON.readTree(in);
        }
    }
}
