package foldback.session.messaging;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.Tail;
import foldback.mix.Change;
import foldback.mix.Person;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The mix log: one record is one change to one session. */
@ApplicationScoped
public class MixLog {
    private static final String CHANGED = "foldback.mix.changed.v1";
    private static final String SOURCE = "/session-store";

    /** What is projected in one transaction; more would only make it longer. */
    private static final int BATCH = 1000;

    private final EventLog log;
    private final LogEntries entries;

    MixLog(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /** The record that a change will be. */
    public LogEntry entry(String session, Change change) {
        return entries.entry(CHANGED, SOURCE, session, author(change.author()), MixCodec.encode(change));
    }

    /**
     * Appends a record made by {@link #entry}.
     *
     * @throws foldback.log.LogUnavailableException if it may not be in the log
     */
    public void append(LogEntry entry) {
        log.append(TopicNames.MIX_EVENTS, entry);
    }

    /** Follows all sessions from these offsets on, change by change. */
    public Tail follow(Map<Integer, Long> from, Consumer<LogRecord> handler) {
        return log.follow(TopicNames.MIX_EVENTS, from, handler);
    }

    /** Follows all sessions from these offsets on, many changes at once where there are many. */
    public Tail followInBatches(Map<Integer, Long> from, Consumer<List<LogRecord>> handler) {
        return log.followInBatches(TopicNames.MIX_EVENTS, from, BATCH, handler);
    }

    /** Where each partition ends now. */
    public Map<Integer, Long> ends() {
        return log.ends(TopicNames.MIX_EVENTS);
    }

    /** Whoever the log names, as mixes know them. */
    public static Person person(Author author) {
        UUID account = author.account();
        return new Person(author.name(), account == null ? null : account.toString());
    }

    private static Author author(Person person) {
        String account = person.account();
        return new Author(person.name(), account == null ? null : UUID.fromString(account));
    }

    /** The change that a record is. */
    public static Change changeOf(String type, Author author, byte[] data) throws MalformedJsonException {
        if (!type.equals(CHANGED)) {
            throw new MalformedJsonException("a record of the type " + type + " is no change");
        }
        if (author.name().indexOf('\0') >= 0) {
            throw new MalformedJsonException("an author is text");
        }
        return MixCodec.decodeChange(person(author), data);
    }
}
