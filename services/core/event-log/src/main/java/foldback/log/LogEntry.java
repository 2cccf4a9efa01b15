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
 * @param author the person whose doing it is
 * @param data UTF-8 JSON
 */
public record LogEntry(
        UUID id, String type, String source, String subject, Instant time, String author, byte[] data) {}
