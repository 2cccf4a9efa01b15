package foldback.accounts.persistence;

import foldback.log.Author;
import foldback.log.LogEntry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What has to go to the log, in its order. */
@Singleton
public final class OutboxRows {
    private static final long LOCK = 0x666f_6c64_6f75_7462L;

    /**
     * A record that has not been sent yet.
     *
     * @param sequence its place in the order
     */
    public record Waiting(long sequence, LogEntry entry) {}

    private final Sql sql;

    OutboxRows(Sql sql) {
        this.sql = sql;
    }

    /** Makes whoever sends wait for each other, until the transaction ends. */
    public void lock() {
        sql.lock(LOCK);
    }

    public void add(LogEntry entry) {
        sql.update(
                "insert into outbox (id, type, source, subject, at, author, account, data) values (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                entry.type(),
                entry.source(),
                entry.subject(),
                entry.time(),
                entry.author().name(),
                entry.author().account(),
                new String(entry.data(), StandardCharsets.UTF_8));
    }

    public List<Waiting> first(int limit) {
        return sql.list(
                row -> new Waiting(
                        row.number("sequence"),
                        new LogEntry(
                                row.uuid("id"),
                                row.text("type"),
                                row.text("source"),
                                row.text("subject"),
                                row.instant("at"),
                                new Author(row.text("author"), row.uuidOrNull("account")),
                                row.text("data").getBytes(StandardCharsets.UTF_8))),
                "select sequence, id, type, source, subject, at, author, account, data from outbox order by sequence limit ?",
                limit);
    }

    public void remove(long sequence) {
        sql.update("delete from outbox where sequence = ?", sequence);
    }
}
