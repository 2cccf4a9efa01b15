package foldback.mix.codec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import foldback.mix.Change;
import foldback.mix.Id;
import foldback.mix.Limits;
import foldback.mix.Mix;
import foldback.mix.MixEvent;
import foldback.mix.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes and mix documents to JSON and back. */
public final class MixCodec {
    /** The first member of every mix document; a reader that does not know it must not guess. */
    public static final String DOCUMENT_FORMAT = "foldback-mix/1";

    private static final Set<String> CHANGE_MEMBERS =
            Set.of("client", "sequence", "expectedVersion", "guards", "gesture", "answersNote", "undoes", "events");
    private static final int CLIENT_CHARACTERS = 80;

    /** Members that say with null that there is nothing. */
    private static final Set<String> MAY_BE_NULL = Set.of("sidechain", "source");

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new MixModule())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private MixCodec() {}

    // ---- changes

    /** The change as the log stores it. Its author stands in the record's headers. */
    public static byte[] encode(Change change) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("client", change.client());
        node.put("sequence", change.sequence());
        if (change.expectedVersion() != null) {
            node.put("expectedVersion", change.expectedVersion());
        }
        if (!change.guards().isEmpty()) {
            node.set("guards", MAPPER.valueToTree(change.guards()));
        }
        if (change.gesture() != null) {
            node.put("gesture", change.gesture().value());
        }
        if (change.answersNote() != null) {
            node.put("answersNote", change.answersNote().value());
        }
        if (!change.undoes().isEmpty()) {
            node.set("undoes", MAPPER.valueToTree(change.undoes()));
        }
        node.set("events", events(change.events()));
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change is always JSON", e);
        }
    }

    public static Change decodeChange(Person author, byte[] json) throws MalformedJsonException {
        return decodeChange(author, tree(json));
    }

    public static Change decodeChange(Person author, JsonNode json) throws MalformedJsonException {
        if (!(json instanceof ObjectNode change)) {
            throw new MalformedJsonException("a change is a JSON object");
        }
        for (var member : change.properties()) {
            if (!CHANGE_MEMBERS.contains(member.getKey())) {
                throw new MalformedJsonException("a change has no member " + excerpt(member.getKey()));
            }
        }
        JsonNode client = change.path("client");
        if (!client.isTextual()
                || client.textValue().isBlank()
                || client.textValue().length() > CLIENT_CHARACTERS) {
            throw new MalformedJsonException("client: 1 to " + CLIENT_CHARACTERS + " characters are needed");
        }
        Long sequence = wholeNumber(change, "sequence");
        if (sequence == null || sequence < 1) {
            throw new MalformedJsonException("sequence: a whole number from 1 on is needed");
        }
        List<MixEvent> events = decodeEvents(change.path("events"));
        try {
            return new Change(
                    author,
                    client.textValue(),
                    sequence,
                    wholeNumber(change, "expectedVersion"),
                    guards(change),
                    id(change, "gesture"),
                    id(change, "answersNote"),
                    undoes(change),
                    events);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()));
        }
    }

    /** Events in JSON, as they stand in a change or in a suggestion. */
    public static ArrayNode events(List<MixEvent> events) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        // valueToTree of a sealed interface's element writes its type; of a whole list it would not
        for (MixEvent event : events) {
            JsonNode node = MAPPER.valueToTree(event);
            Younger.leaveOutOfEvent(node);
            array.add(node);
        }
        return array;
    }

    /** Reads 1 to {@link Limits#EVENTS_PER_CHANGE} events. */
    public static List<MixEvent> decodeEvents(JsonNode json) throws MalformedJsonException {
        if (!json.isArray() || json.isEmpty() || json.size() > Limits.EVENTS_PER_CHANGE) {
            throw new MalformedJsonException("events: a list of 1 to " + Limits.EVENTS_PER_CHANGE + " is needed");
        }
        List<MixEvent> events = new ArrayList<>(json.size());
        for (JsonNode stored : json) {
            JsonNode event = Younger.filledEvent(stored);
            String nothing = nullIn(event);
            if (nothing != null) {
                throw new MalformedJsonException("events[" + events.size() + "]" + nothing + ": there is nothing");
            }
            try {
                events.add(MAPPER.treeToValue(event, MixEvent.class));
            } catch (JsonProcessingException e) {
                throw malformed("events[" + events.size() + "]", e);
            }
        }
        return events;
    }

    // ---- mix documents

    /** The mix as its canonical document. */
    public static ObjectNode document(Mix mix) {
        ObjectNode node = MAPPER.valueToTree(mix);
        Younger.leaveOutOfMix(node);
        node.put("format", DOCUMENT_FORMAT);
        return node;
    }

    /** The bytes whose SHA-256 names the document. */
    public static byte[] canonicalDocument(Mix mix) {
        return CanonicalJson.bytes(document(mix));
    }

    public static Mix decodeDocument(byte[] json) throws MalformedJsonException {
        if (!(tree(json) instanceof ObjectNode document)) {
            throw new MalformedJsonException("a mix document is a JSON object");
        }
        String format = document.path("format").asText();
        if (!format.equals(DOCUMENT_FORMAT)) {
            throw new MalformedJsonException(
                    "this Foldback reads mix documents of the format " + DOCUMENT_FORMAT + ", not " + excerpt(format));
        }
        document.remove("format");
        Younger.fillMix(document);
        requireNoNull(document, "mix document");
        try {
            return MAPPER.treeToValue(document, Mix.class);
        } catch (JsonProcessingException e) {
            throw malformed("mix document", e);
        }
    }

    // ---- reading strictly

    static JsonNode tree(byte[] json) throws MalformedJsonException {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new MalformedJsonException("not JSON");
        }
    }

    private static void requireNoNull(JsonNode node, String where) throws MalformedJsonException {
        String path = nullIn(node);
        if (path != null) {
            throw new MalformedJsonException(where + path + ": there is nothing");
        }
    }

    /** The path of a null where something has to be said; null if there is none. */
    private static @Nullable String nullIn(JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String name = member.getKey();
                boolean gone = member.getValue().isNull() && !MAY_BE_NULL.contains(name);
                String below = gone ? "" : nullIn(member.getValue());
                if (below != null) {
                    return "." + (gone ? excerpt(name) : name) + below;
                }
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String below = node.get(i).isNull() ? "" : nullIn(node.get(i));
            if (below != null) {
                return "[" + i + "]" + below;
            }
        }
        return null;
    }

    private static @Nullable Long wholeNumber(ObjectNode node, String member) throws MalformedJsonException {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedJsonException(member + ": a whole number is needed");
        }
        return value.longValue();
    }

    private static SortedMap<String, Long> guards(ObjectNode node) throws MalformedJsonException {
        SortedMap<String, Long> guards = new TreeMap<>();
        JsonNode value = node.path("guards");
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw new MalformedJsonException("guards: versions by path are needed");
        }
        for (Map.Entry<String, JsonNode> guard : value.properties()) {
            guards.put(guard.getKey(), version(guard.getValue(), "guards"));
        }
        return guards;
    }

    private static List<Long> undoes(ObjectNode node) throws MalformedJsonException {
        List<Long> undoes = new ArrayList<>();
        JsonNode value = node.path("undoes");
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new MalformedJsonException("undoes: a list of versions is needed");
        }
        for (JsonNode version : value) {
            undoes.add(version(version, "undoes"));
        }
        return undoes;
    }

    private static long version(JsonNode value, String member) throws MalformedJsonException {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new MalformedJsonException(member + ": a version is a whole number from 0 on");
        }
        return value.longValue();
    }

    private static @Nullable Id id(ObjectNode node, String member) throws MalformedJsonException {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !Id.isId(value.textValue())) {
            throw new MalformedJsonException(member + ": an id is needed");
        }
        return new Id(value.textValue());
    }

    private static MalformedJsonException malformed(String where, JacksonException e) {
        String path = e instanceof JsonMappingException mapping ? pathOf(mapping) : "";
        String what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return new MalformedJsonException(
                where + path + ": " + what.replaceAll("`?(?:foldback|java)\\.[\\w.$]*\\.", "`"));
    }

    private static String pathOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step -> path.append(
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
        return path.toString();
    }

    private static String excerpt(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "\"";
    }
}
