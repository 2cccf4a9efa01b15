package foldback.session.messaging;

import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.Position;
import foldback.log.Tail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the other services write to the log of a session. */
@ApplicationScoped
public class News {
    /** The logs by their names on the wire, in the order in which positions name them. */
    public static final List<String> LOGS = List.of("stem", "render", "review");

    private static final Map<String, String> TOPICS = Map.of(
            "stem", TopicNames.STEM_EVENTS, "render", TopicNames.RENDER_EVENTS, "review", TopicNames.REVIEW_EVENTS);

    /** Records of each partition that are read again at the start, for those who were connected before it. */
    private static final int BEFORE_THE_START = 500;

    private final EventLog log;

    News(EventLog log) {
        this.log = log;
    }

    /**
     * An event of another service.
     *
     * @param log of which it is, by its place in {@link #LOGS}
     */
    public record Item(int log, Position position, LogEntry entry) {
        public String logName() {
            return LOGS.get(log);
        }
    }

    /** Where each partition of a log is followed from: a little before its end. */
    public Map<Integer, Long> beginnings(int ofLog) {
        Map<Integer, Long> from = new HashMap<>();
        log.ends(topic(ofLog)).forEach((partition, end) -> from.put(partition, Math.max(0, end - BEFORE_THE_START)));
        return from;
    }

    /** Follows a log from there on. */
    public Tail follow(int ofLog, Map<Integer, Long> from, Consumer<Item> handler) {
        Consumer<LogRecord> relay =
                logRecord -> handler.accept(new Item(ofLog, logRecord.position(), logRecord.entry()));
        return log.follow(topic(ofLog), from, relay);
    }

    private static String topic(int ofLog) {
        return TOPICS.getOrDefault(LOGS.get(ofLog), "");
    }
}
