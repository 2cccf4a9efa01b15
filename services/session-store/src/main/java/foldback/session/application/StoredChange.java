package foldback.session.application;

import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * A record of the mix log, wherever it was read: from the log itself or from its copy in the database.
 *
 * @param offset in the partition of its session
 * @param type of the record
 * @param data a change as JSON, if all is well
 */
// Compared by its place, if at all; the array saves a copy of each record that is folded.
@SuppressWarnings("ArrayRecordComponent")
public record StoredChange(long offset, UUID id, String type, Author author, Instant at, byte[] data) {
    static StoredChange of(LogRecord record) {
        LogEntry entry = record.entry();
        return new StoredChange(
                record.position().offset(), entry.id(), entry.type(), entry.author(), entry.time(), entry.data());
    }
}
