package foldback.mix.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.mix.Effect;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.Writes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whole sessions and their facts to JSON: for snapshots, for the hash that replicas compare, for clients. */
public final class StateCodec {
    private static final String FORMAT = "foldback-session/1";

    private StateCodec() {}

    /** Everything about a session in its canonical form: equal sessions have equal bytes. */
    public static byte[] encode(SessionState state) {
        ObjectNode node = MixCodec.MAPPER.valueToTree(state);
        Younger.leaveOutOfState(node);
        node.put("format", FORMAT);
        ObjectNode writes = node.putObject("writes");
        Map<String, Writes.Write> sorted = new TreeMap<>();
        state.writes().forEach(sorted::put);
        sorted.forEach((path, write) -> {
            Person author = write.author();
            ArrayNode written = writes.putArray(path).add(write.version()).add(author.name());
            // Left out where there is none, so that what was folded before there were accounts has the hash that it
            // had.
            if (author.account() != null) {
                written.add(author.account());
            }
        });
        return CanonicalJson.bytes(node);
    }

    /** What two replicas that folded the same log have in common. */
    public static String hash(SessionState state) {
        return CanonicalJson.sha256(encode(state));
    }

    /**
     * Reads {@link #encode}.
     *
     * @throws MalformedJsonException if it is damaged, or of another format; the log has everything that was in it
     */
    public static SessionState decode(byte[] json) throws MalformedJsonException {
        if (!(MixCodec.tree(json) instanceof ObjectNode node)
                || !node.path("format").asText().equals(FORMAT)
                || !(node.path("writes") instanceof ObjectNode writes)) {
            throw new MalformedJsonException("not a session in the format " + FORMAT);
        }
        node.remove("format");
        node.remove("writes");
        Younger.fillState(node);
        Map<String, Writes.Write> read = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : writes.properties()) {
            JsonNode version = entry.getValue().path(0);
            JsonNode author = entry.getValue().path(1);
            JsonNode account = entry.getValue().path(2);
            if (!version.canConvertToLong() || !author.isTextual()) {
                throw new MalformedJsonException("writes: a version and an author are needed");
            }
            Person person = new Person(author.textValue(), account.isTextual() ? account.textValue() : null);
            read.put(entry.getKey(), new Writes.Write(version.longValue(), person));
        }
        try {
            return MixCodec.MAPPER.treeToValue(node, StateWithoutWrites.class).with(Writes.of(read));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("a session that cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Effects as clients get them: {@code [{"path", "value"}]}, the value null where the fact is gone. */
    public static ArrayNode effects(List<Effect> effects) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        effects.forEach(effect -> array.addObject().put("path", effect.path()).set("value", value(effect.after())));
        return array;
    }

    /** Facts as an object of their values by path. */
    public static ObjectNode facts(Map<String, Object> facts) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        facts.forEach((path, value) -> node.set(path, value(value)));
        return node;
    }

    /** The value of a fact: a number, a text, a list of ids, or an object. */
    public static JsonNode value(@Nullable Object fact) {
        return fact == null ? JsonNodeFactory.instance.nullNode() : MixCodec.MAPPER.valueToTree(fact);
    }
}
