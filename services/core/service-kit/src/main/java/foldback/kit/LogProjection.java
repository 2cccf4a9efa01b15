package foldback.kit;

import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Position;
import foldback.log.Tail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * A topic as rows of a database. Each record is projected in one transaction with the offset that follows it, so a record is
 * projected once, whenever the process or the database dies. The rows can be dropped, offsets included, and come back.
 *
 * <p>The database needs a table {@code log_offset (topic, log_partition, next_offset)} with the first two as its key.
 */
public final class LogProjection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogProjection.class);
    private static final Duration READ_OWN_WRITE = Duration.ofSeconds(10);

    private final EventLog log;
    private final EntityManager entities;
    private final String topic;
    private final Tail tail;

    private <E> LogProjection(
            EventLog log,
            EntityManager entities,
            String topic,
            EventVocabulary<E> vocabulary,
            BiConsumer<LogEntry, E> project) {
        this.log = log;
        this.entities = entities;
        this.topic = topic;
        this.tail = log.follow(
                topic,
                nextOffsets(),
                record -> QuarkusTransaction.requiringNew().run(() -> projectOnce(record, vocabulary, project)));
    }

    /**
     * Starts to follow a topic from where its rows stand. A record that the vocabulary cannot read is logged and passed over:
     * the rows of the others do not wait for it.
     *
     * @param project writes the rows of one event; runs in a transaction
     */
    public static <E> LogProjection follow(
            EventLog log,
            EntityManager entities,
            String topic,
            EventVocabulary<E> vocabulary,
            BiConsumer<LogEntry, E> project) {
        return new LogProjection(log, entities, topic, vocabulary, project);
    }

    /**
     * Appends a record and waits until it is in the rows, so that the one who wrote reads what they wrote.
     *
     * @throws LogUnavailableException if that did not come true in time; the record may be in the log
     */
    public void appendAndProject(LogEntry entry) {
        await(log.append(topic, entry));
    }

    private void await(Position position) {
        try {
            if (!tail.await(position, READ_OWN_WRITE)) {
                throw new LogUnavailableException(
                        "the projection of " + topic + " lags behind", new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for " + topic, e);
        }
    }

    /**
     * Waits until everything that is in the topic now is in the rows.
     *
     * @throws LogUnavailableException if that did not come true in time
     */
    public void catchUp() {
        log.ends(topic).forEach((partition, end) -> {
            if (end > 0) {
                await(new Position(partition, end - 1));
            }
        });
    }

    @Override
    public void close() {
        tail.close();
    }

    private <E> void projectOnce(LogRecord record, EventVocabulary<E> vocabulary, BiConsumer<LogEntry, E> project) {
        Position position = record.position();
        int moved = entities.createNativeQuery("""
                        insert into log_offset as o (topic, log_partition, next_offset) values (?1, ?2, ?3)
                        on conflict (topic, log_partition) do update set next_offset = excluded.next_offset
                        where o.next_offset < excluded.next_offset""")
                .setParameter(1, topic)
                .setParameter(2, position.partition())
                .setParameter(3, position.offset() + 1)
                .executeUpdate();
        if (moved == 1) {
            project(record, vocabulary, project);
        }
    }

    private static <E> void project(LogRecord record, EventVocabulary<E> vocabulary, BiConsumer<LogEntry, E> project) {
        E event;
        try {
            event = vocabulary.eventOf(record.entry());
        } catch (IOException e) {
            LOG.errorf(
                    e,
                    "event=record_passed_over topic=%s position=%s type=%s",
                    record.topic(),
                    record.position(),
                    record.entry().type());
            return;
        }
        project.accept(record.entry(), event);
    }

    private Map<Integer, Long> nextOffsets() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<Integer, Long> offsets = new HashMap<>();
            List<?> rows = entities.createNativeQuery(
                            "select log_partition, next_offset from log_offset where topic = ?1", Object[].class)
                    .setParameter(1, topic)
                    .getResultList();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                offsets.put(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue());
            }
            return offsets;
        });
    }
}
