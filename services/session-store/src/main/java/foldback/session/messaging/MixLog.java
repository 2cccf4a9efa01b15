package foldback.session.messaging;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.Tail;
import foldback.mix.Change;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Consumer;

/** The mix log: one record is one change to one session. */
@ApplicationScoped
public class MixLog {
    private static final String CHANGED = "foldback.mix.changed.v1";
    private static final String SOURCE = "/session-store";

    private final EventLog log;
    private final LogEntries entries;

    MixLog(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /** The record that a change will be. */
    public LogEntry entry(String session, Change change) {
        return entries.entry(CHANGED, SOURCE, session, change.author(), MixCodec.encode(change));
    }

    /**
     * Appends a record made by {@link #entry}.
     *
     * @throws foldback.log.LogUnavailableException if it may not be in the log
     */
    public void append(LogEntry entry) {
        log.append(TopicNames.MIX_EVENTS, entry);
    }

    /** Follows every session from its first change on. */
    public Tail follow(Consumer<LogRecord> handler) {
        return log.follow(TopicNames.MIX_EVENTS, Map.of(), handler);
    }

    /** Where each partition ends now. */
    public Map<Integer, Long> ends() {
        return log.ends(TopicNames.MIX_EVENTS);
    }

    /** The change that a record is. */
    public static Change changeOf(LogEntry entry) throws MalformedJsonException {
        if (!entry.type().equals(CHANGED)) {
            throw new MalformedJsonException("a record of the type " + entry.type() + " is no change");
        }
        return MixCodec.decodeChange(entry.author(), entry.data());
    }
}
