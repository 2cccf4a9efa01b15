package foldback.session.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.Tail;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What replicas tell each other of who is where: a topic that each reads from its end, and that nobody keeps. */
@ApplicationScoped
public class PresenceLog {
    private static final String SEEN = "foldback.presence.seen.v1";
    private static final String SOURCE = "/session-store";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final EventLog log;
    private final LogEntries entries;

    PresenceLog(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /**
     * Somebody was seen, or left.
     *
     * @param presence null if they left
     */
    public record Seen(
            String session,
            String author,
            String client,
            @Nullable Presence presence) {}

    private record Body(String client, @Nullable Presence presence) {}

    /**
     * Tells every replica.
     *
     * @throws foldback.log.LogUnavailableException if it may not have been told; nothing is lost but a moment
     */
    public void tell(Seen seen) {
        try {
            byte[] data = JSON.writeValueAsBytes(new Body(seen.client(), seen.presence()));
            log.append(
                    TopicNames.PRESENCE,
                    entries.entry(SEEN, SOURCE, seen.session(), Author.named(seen.author()), data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("presence is always JSON", e);
        }
    }

    /** Follows what is told from now on. What cannot be read is passed over. */
    public Tail follow(Consumer<Seen> handler) {
        return log.follow(TopicNames.PRESENCE, log.ends(TopicNames.PRESENCE), logRecord -> {
            LogEntry entry = logRecord.entry();
            Body body;
            try {
                body = JSON.readValue(entry.data(), Body.class);
            } catch (IOException e) {
                return;
            }
            handler.accept(new Seen(entry.subject(), entry.author().name(), body.client(), body.presence()));
        });
    }
}
