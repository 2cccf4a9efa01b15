package foldback.render.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent.Naming;
import java.util.List;

/** What the rows hold as JSON. All of it was written here. */
final class RenderJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<FileFacts>> FILES = new TypeReference<>() {};
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private RenderJson() {}

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is always JSON", e);
        }
    }

    static List<FileFacts> files(String json) {
        return read(() -> JSON.readValue(json, FILES));
    }

    static List<String> strings(String json) {
        return read(() -> JSON.readValue(json, STRINGS));
    }

    static Naming naming(String json) {
        return read(() -> JSON.readValue(json, Naming.class));
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
            throw new IllegalStateException("a row holds what is no JSON of ours", e);
        }
    }
}
