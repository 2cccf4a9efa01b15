package foldback.log;

import java.time.Instant;
import java.util.UUID;

/**
 * A record as it is written: a CloudEvent whose data is JSON.
 *
 * @param id a UUIDv7
 * @param type what the data is, with its version, as {@code foldback.mix.changed.v1}
 * @param source which service wrote it, as {@code /session-store}
 * @param subject the session it belongs to; the key that chooses the partition
 * @param author whose doing it is
 * @param data UTF-8 JSON, at most {@link #MAX_DATA_BYTES}
 */
// An entry is never compared: its id is. The array saves a copy of each record that is replayed.
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(UUID id, String type, String source, String subject, Instant time, Author author, byte[] data) {
    /** What fits in Kafka's usual 1 MiB with room for the headers. */
    public static final int MAX_DATA_BYTES = 1_000_000;

    static void requireDataFits(LogEntry entry) {
        if (entry.data().length > MAX_DATA_BYTES) {
            throw new IllegalArgumentException(
                    "data of %d bytes, and a record holds at most %d".formatted(entry.data().length, MAX_DATA_BYTES));
        }
    }
}
