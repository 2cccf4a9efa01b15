package foldback.mix.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.mix.SessionState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members that mixes and events have had only since some were stored. In JSON they are left out where they say what was so before they
 * could be said, and filled in when they are missing: an old mix document has the same bytes for ever, and an old event is read as
 * what it was.
 */
final class Younger {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, JsonNode> CLIP =
            members("gainDb", JSON.numberNode(0), "fadeIn", fade(), "fadeOut", fade());

    private static final Map<String, JsonNode> STRIP = members(
            "delayFrames", JSON.numberNode(0),
            "panLaw", JSON.textNode("MINUS_3_DB"),
            "panMode", JSON.textNode("BALANCE"),
            "panLeft", JSON.numberNode(-1),
            "panRight", JSON.numberNode(1),
            "width", JSON.numberNode(1),
            "muteKeepsPreSends", JSON.booleanNode(false),
            "soloSafe", JSON.booleanNode(false));

    private static final Map<String, JsonNode> INSERT = members("sidechain", JSON.nullNode());

    private static final Map<String, JsonNode> MIX =
            members("vcas", JSON.arrayNode(), "automation", JSON.arrayNode(), "tempo", freshTempo());

    private static final Map<String, JsonNode> STARTED = members("workspace", JSON.textNode(SessionState.HOME.value()));

    private Younger() {}

    private interface Treatment {
        void of(ObjectNode node, Map<String, JsonNode> members);
    }

    /** Fills what is missing in a mix. */
    static void fillMix(ObjectNode mix) {
        mix(mix, Younger::fill);
    }

    /** Leaves out of a mix what needs not be said. */
    static void leaveOutOfMix(ObjectNode mix) {
        mix(mix, Younger::leaveOut);
    }

    /** Fills what is missing in a session. */
    static void fillState(ObjectNode state) {
        fill(state, STARTED);
    }

    /** Leaves out of a session what needs not be said, so that an old one has the same hash for ever. */
    static void leaveOutOfState(ObjectNode state) {
        leaveOut(state, STARTED);
    }

    /** The event with what is missing in it. */
    static JsonNode filledEvent(JsonNode event) {
        if (!event.has("clip") && !isStart(event)) {
            return event;
        }
        JsonNode filled = event.deepCopy();
        event(filled, Younger::fill);
        return filled;
    }

    /** Leaves out of an event what needs not be said. */
    static void leaveOutOfEvent(JsonNode event) {
        event(event, Younger::leaveOut);
    }

    private static void event(JsonNode event, Treatment treatment) {
        if (event.path("clip") instanceof ObjectNode clip) {
            treatment.of(clip, CLIP);
        }
        if (event instanceof ObjectNode node && isStart(node)) {
            treatment.of(node, STARTED);
        }
    }

    private static boolean isStart(JsonNode event) {
        return event.path("type").asText().equals("SessionStarted");
    }

    private static void mix(ObjectNode mix, Treatment treatment) {
        treatment.of(mix, MIX);
        strip(mix.path("master"), treatment);
        mix.path("buses").forEach(bus -> strip(bus.path("strip"), treatment));
        mix.path("tracks").forEach(track -> {
            strip(track.path("strip"), treatment);
            track.path("clips").forEach(clip -> {
                if (clip instanceof ObjectNode node) {
                    treatment.of(node, CLIP);
                }
            });
        });
    }

    private static void strip(JsonNode strip, Treatment treatment) {
        if (strip instanceof ObjectNode node) {
            treatment.of(node, STRIP);
        }
        strip.path("inserts").forEach(insert -> {
            if (insert instanceof ObjectNode node) {
                treatment.of(node, INSERT);
            }
        });
    }

    private static void fill(ObjectNode node, Map<String, JsonNode> members) {
        members.forEach((name, value) -> {
            if (!node.has(name)) {
                node.set(name, value.deepCopy());
            }
        });
    }

    private static void leaveOut(ObjectNode node, Map<String, JsonNode> members) {
        members.forEach((name, value) -> {
            if (says(node.path(name), value)) {
                node.remove(name);
            }
        });
    }

    /** Whether two values are the same, 0 and 0.0 included. */
    private static boolean says(JsonNode one, JsonNode other) {
        return one.equals(Younger::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static JsonNode fade() {
        return JSON.objectNode().put("frames", 0).put("shape", "LINEAR");
    }

    private static JsonNode freshTempo() {
        ObjectNode tempo = JSON.objectNode();
        tempo.putArray("tempos").addObject().put("frame", 0).put("beatsPerMinute", 120);
        tempo.putArray("meters").addObject().put("frame", 0).put("beats", 4).put("beatUnit", 4);
        return tempo;
    }

    private static Map<String, JsonNode> members(Object... namesAndValues) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (JsonNode) namesAndValues[i + 1]);
        }
        return members;
    }
}
