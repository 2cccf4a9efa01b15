package foldback.session.messaging;

import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.Tail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the other services write to the log of a session. */
@ApplicationScoped
public class News {
    private static final Map<String, String> TOPICS = Map.of(
            "stem", TopicNames.STEM_EVENTS, "render", TopicNames.RENDER_EVENTS, "review", TopicNames.REVIEW_EVENTS);

    private final EventLog log;

    News(EventLog log) {
        this.log = log;
    }

    /**
     * An event of another service.
     *
     * @param log of which it is: {@code stem}, {@code render} or {@code review}
     */
    public record Item(String log, LogEntry entry) {}

    /** Follows all of it from now on. */
    public List<Tail> follow(Consumer<Item> handler) {
        List<Tail> tails = new ArrayList<>();
        TOPICS.forEach((name, topic) -> {
            Consumer<LogRecord> relay = logRecord -> handler.accept(new Item(name, logRecord.entry()));
            tails.add(log.follow(topic, log.ends(topic), relay));
        });
        return tails;
    }
}
