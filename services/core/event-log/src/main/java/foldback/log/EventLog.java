package foldback.log;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Topics of partitions of records in an order that never changes. Records of one subject are in one partition, therefore in
 * one order for every reader.
 */
public interface EventLog extends AutoCloseable {
    /**
     * Appends a record, and returns when it can no longer be lost.
     *
     * @throws IllegalArgumentException if the data is longer than {@link LogEntry#MAX_DATA_BYTES}
     * @throws LogUnavailableException if that could not be had in time; the record may or may not be in the log
     */
    Position append(String topic, LogEntry entry);

    /**
     * Where the next record of each partition will stand: everything before it exists now.
     *
     * @throws LogUnavailableException if the log does not answer
     */
    Map<Integer, Long> ends(String topic);

    /**
     * Hands every record to the handler, in order within each partition, on one thread of its own, for ever or until closed. A
     * handler that throws is given the same record again after a pause, so that a projection whose database is away loses
     * nothing.
     *
     * @param from the first offset of each partition; 0 where a partition is not named
     * @throws LogUnavailableException if the log does not answer, or does not reach back, or not on, to one of these offsets
     */
    default Tail follow(String topic, Map<Integer, Long> from, Consumer<LogRecord> handler) {
        return followInBatches(topic, from, 1, batch -> handler.accept(batch.getFirst()));
    }

    /**
     * As {@link #follow}, but with whatever is there handed over at once: a projection that catches up writes many records in one
     * transaction. A handler that throws is given the same batch again.
     *
     * @param atMost records of one batch; there is always at least one
     */
    Tail followInBatches(String topic, Map<Integer, Long> from, int atMost, Consumer<List<LogRecord>> handler);

    @Override
    void close();
}
