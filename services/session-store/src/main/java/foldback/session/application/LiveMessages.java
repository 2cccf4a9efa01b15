package foldback.session.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.log.LogEntry;
import foldback.mix.Change;
import foldback.mix.Effect;
import foldback.mix.Outcome;
import foldback.mix.codec.MixCodec;
import foldback.mix.codec.StateCodec;
import foldback.session.messaging.News;
import foldback.session.messaging.PresenceLog;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What goes over a socket, as docs/API.md has it. */
final class LiveMessages {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private LiveMessages() {}

    /** @param newsMissed whether events of the other logs were missed that do not come again */
    static String hello(long version, Collection<PresenceLog.Seen> present, NewsPosition news, boolean newsMissed) {
        ObjectNode message = message("hello")
                .put("version", version)
                .put("news", news.toString())
                .put("newsMissed", newsMissed);
        ArrayNode people = message.putArray("present");
        present.forEach(seen -> people.add(presence(JSON.createObjectNode(), seen)));
        return text(message);
    }

    static String change(Recorded recorded) {
        Change change = recorded.change();
        ObjectNode message = message("change")
                .put("version", recorded.version())
                .put("author", change.author().name())
                .put("at", recorded.at().toString())
                .put("client", change.client())
                .put("sequence", change.sequence());
        if (change.author().account() != null) {
            message.put("account", change.author().account());
        }
        if (recorded.outcome() instanceof Outcome.Voided voided) {
            message.put("outcome", "void")
                    .put("reason", voided.reason().getClass().getSimpleName())
                    .put("explanation", voided.reason().explanation());
        } else {
            message.put("outcome", "applied");
        }
        if (change.gesture() != null) {
            message.put("gesture", change.gesture().value());
        }
        if (change.answersNote() != null) {
            message.put("answersNote", change.answersNote().value());
        }
        if (!change.undoes().isEmpty()) {
            ArrayNode undoes = message.putArray("undoes");
            change.undoes().forEach(undoes::add);
        }
        ArrayNode effects = message.putArray("effects");
        for (Effect effect : recorded.effects()) {
            ObjectNode node = effects.addObject().put("path", effect.path());
            node.set("before", StateCodec.value(effect.before()));
            node.set("after", StateCodec.value(effect.after()));
        }
        message.set("events", MixCodec.events(change.events()));
        return text(message);
    }

    static String stopped(String reason) {
        return text(message("stopped").put("reason", reason));
    }

    static String presence(PresenceLog.Seen seen) {
        return text(presence(message(seen.presence() == null ? "left" : "presence"), seen));
    }

    private static ObjectNode presence(ObjectNode message, PresenceLog.Seen seen) {
        message.put("client", seen.client()).put("author", seen.author());
        if (seen.presence() != null) {
            message.setAll((ObjectNode) JSON.valueToTree(seen.presence()));
        }
        return message;
    }

    /** An event of another service as its log has it; empty text if it is none that can be shown. */
    static String news(News.Item item, NewsPosition then) {
        LogEntry entry = item.entry();
        ObjectNode message = message("event")
                .put("log", item.logName())
                .put("news", then.toString())
                .put("event", entry.type())
                .put("author", entry.author().name())
                .put("at", entry.time().toString());
        try {
            message.set("data", JSON.readTree(entry.data()));
        } catch (IOException e) {
            return "";
        }
        return text(message);
    }

    static String pong(@Nullable JsonNode sent) {
        ObjectNode message = message("pong");
        if (sent != null) {
            message.set("sent", sent);
        }
        return text(message);
    }

    private static ObjectNode message(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static String text(ObjectNode message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
