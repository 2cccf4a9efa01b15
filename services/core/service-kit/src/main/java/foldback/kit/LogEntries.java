package foldback.kit;

import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.log.Uuid7;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes records of the log: an id and the time on each. */
@Singleton
public final class LogEntries {
    private final Uuid7 ids;
    private final Clock clock;

    public LogEntries(Uuid7 ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A record as {@link LogEntry} describes it, of now. */
    public LogEntry entry(String type, String source, String subject, Author author, byte[] data) {
        return new LogEntry(
                ids.next(), type, source, subject, clock.instant().truncatedTo(ChronoUnit.MILLIS), author, data);
    }
}
