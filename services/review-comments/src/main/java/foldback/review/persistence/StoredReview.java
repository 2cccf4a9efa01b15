package foldback.review.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import foldback.mix.anchor.Anchoring;
import foldback.review.application.Note;
import foldback.review.application.Rounds;
import java.io.UncheckedIOException;

/** Notes and rounds as JSON in rows. The rows come back from the log, so this form is for nobody else and may change. */
final class StoredReview {
    private static final String ANCHORING = "anchoring";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredReview() {}

    static void write(Note note, NoteEntity row) {
        ObjectNode tree = JSON.valueToTree(note);
        row.anchoring = tree.remove(ANCHORING).toString();
        row.state = tree.toString();
    }

    static Note note(String state, String anchoring) {
        return read(() -> {
            ObjectNode tree = (ObjectNode) JSON.readTree(state);
            tree.set(ANCHORING, JSON.readTree(anchoring));
            return JSON.treeToValue(tree, Note.class);
        });
    }

    /** A note for whoever does not ask where it is. */
    static Note withoutAnchors(String state) {
        return read(() -> {
            ObjectNode tree = (ObjectNode) JSON.readTree(state);
            tree.set(ANCHORING, JSON.valueToTree(Anchoring.NONE));
            return JSON.treeToValue(tree, Note.class);
        });
    }

    static String json(Rounds rounds) {
        return JSON.valueToTree(rounds).toString();
    }

    static Rounds rounds(String state) {
        return read(() -> JSON.readValue(state, Rounds.class));
    }

    static JsonNode tree(String json) {
        return read(() -> JSON.readTree(json));
    }

    private interface Reading<T> {
        T read() throws JsonProcessingException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row that cannot be read", e);
        }
    }
}
