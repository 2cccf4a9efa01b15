package foldback.session.persistence;

import foldback.kit.Names;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.mix.Person;
import foldback.session.application.StoredChange;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jboss.logging.Logger;

/**
 * The mix log by session: a copy of its records, and how far each partition has been copied. Any number of replicas copy at once; the
 * offset's row is locked for as long as a batch takes, so whoever comes second finds the work done.
 */
@ApplicationScoped
public class ChangeRows {
    private static final Logger LOG = Logger.getLogger(ChangeRows.class);
    private static final int READ_AT_ONCE = 5000;

    /** No change has this type, and so nobody reads the record as one. */
    private static final String NO_TEXT = "unreadable";

    private final EntityManager entities;

    ChangeRows(@PersistenceUnit("session") EntityManager entities) {
        this.entities = entities;
    }

    /** Where to copy on, for each partition that has been begun. */
    public Map<Integer, Long> nextOffsets() {
        return inTransaction(connection -> {
            Map<Integer, Long> offsets = new HashMap<>();
            try (PreparedStatement query =
                    connection.prepareStatement("select log_partition, next_offset from log_offset where topic = ?")) {
                query.setString(1, TopicNames.MIX_EVENTS);
                ResultSet rows = query.executeQuery();
                while (rows.next()) {
                    offsets.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return offsets;
        });
    }

    /**
     * Copies records, but for those that are there already.
     *
     * @param begun where the rows of each partition stood when the one who calls looked last
     * @return false if they have been set back since: nothing was written, and the log has to be read again from {@link #nextOffsets}
     */
    public boolean copy(List<LogRecord> batch, Map<Integer, Long> begun) {
        Map<Integer, List<LogRecord>> byPartition = new TreeMap<>();
        for (LogRecord record : batch) {
            byPartition
                    .computeIfAbsent(record.position().partition(), p -> new ArrayList<>())
                    .add(record);
        }
        return inTransaction(connection -> {
            List<LogRecord> missing = new ArrayList<>();
            // in the order of the partitions, so that two replicas never wait for each other
            for (Map.Entry<Integer, List<LogRecord>> partition : byPartition.entrySet()) {
                long next = lockOffset(connection, partition.getKey());
                if (next < begun.getOrDefault(partition.getKey(), 0L)) {
                    return false;
                }
                partition.getValue().stream()
                        .filter(r -> r.position().offset() >= next)
                        .forEach(missing::add);
            }
            insert(connection, missing);
            for (Map.Entry<Integer, List<LogRecord>> partition : byPartition.entrySet()) {
                moveOffset(
                        connection,
                        partition.getKey(),
                        partition.getValue().getLast().position().offset() + 1);
            }
            return true;
        });
    }

    private static long lockOffset(Connection connection, int partition) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(
                        "insert into log_offset (topic, log_partition, next_offset) values (?, ?, 0) on conflict do nothing");
                PreparedStatement lock = connection.prepareStatement(
                        "select next_offset from log_offset where topic = ? and log_partition = ? for update")) {
            first.setString(1, TopicNames.MIX_EVENTS);
            first.setInt(2, partition);
            first.executeUpdate();
            lock.setString(1, TopicNames.MIX_EVENTS);
            lock.setInt(2, partition);
            ResultSet row = lock.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static void moveOffset(Connection connection, int partition, long next) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(
                "update log_offset set next_offset = ? where topic = ? and log_partition = ? and next_offset < ?")) {
            move.setLong(1, next);
            move.setString(2, TopicNames.MIX_EVENTS);
            move.setInt(3, partition);
            move.setLong(4, next);
            move.executeUpdate();
        }
    }

    private static void insert(Connection connection, List<LogRecord> records) throws SQLException {
        Map<UUID, LogRecord> last = new TreeMap<>();
        try (PreparedStatement change = connection.prepareStatement(
                "insert into mix_change (session, log_offset, id, type, author, account, at, data)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing")) {
            for (LogRecord record : records) {
                LogEntry entry = record.entry();
                if (!Names.isUuid(entry.subject())) {
                    LOG.errorf("event=record_of_no_session position=%s", record.position());
                    continue;
                }
                UUID session = UUID.fromString(entry.subject());
                last.put(session, record);
                boolean text = isText(entry.type()) && isText(entry.author().name());
                change.setObject(1, session);
                change.setLong(2, record.position().offset());
                change.setObject(3, entry.id());
                change.setString(4, text ? entry.type() : NO_TEXT);
                change.setString(5, text ? entry.author().name() : NO_TEXT);
                change.setObject(6, entry.author().account());
                change.setString(7, entry.time().toString());
                change.setBytes(8, entry.data());
                change.addBatch();
            }
            change.executeBatch();
        }
        try (PreparedStatement session = connection.prepareStatement(
                "insert into session as s (id, log_partition, last_offset) values (?, ?, ?) on conflict (id) do update"
                        + " set last_offset = greatest(s.last_offset, excluded.last_offset)")) {
            for (Map.Entry<UUID, LogRecord> each : last.entrySet()) {
                session.setObject(1, each.getKey());
                session.setInt(2, each.getValue().position().partition());
                session.setLong(3, each.getValue().position().offset());
                session.addBatch();
            }
            session.executeBatch();
        }
    }

    /** PostgreSQL holds every character but one. */
    private static boolean isText(String header) {
        return header.indexOf('\0') < 0;
    }

    /** Whether everything before these offsets has been copied. */
    public boolean reached(Map<Integer, Long> ends) {
        Map<Integer, Long> next = nextOffsets();
        return ends.entrySet().stream().allMatch(e -> next.getOrDefault(e.getKey(), 0L) >= e.getValue());
    }

    /** The partition that a session's records are in, if there are any. */
    public Optional<Integer> partitionOf(String session) {
        return inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select log_partition from session where id = ?")) {
                query.setObject(1, UUID.fromString(session));
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        });
    }

    /** The next records of a session, oldest first; a few thousand at most, and none when there are no more. */
    public List<StoredChange> read(String session, long fromOffset, long atMost) {
        return inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select log_offset, id, type, author, account, at, data from mix_change where session = ? and log_offset >= ?"
                            + " order by log_offset limit ?")) {
                query.setObject(1, UUID.fromString(session));
                query.setLong(2, fromOffset);
                query.setLong(3, Math.min(atMost, READ_AT_ONCE));
                ResultSet rows = query.executeQuery();
                List<StoredChange> changes = new ArrayList<>();
                while (rows.next()) {
                    changes.add(new StoredChange(
                            rows.getLong(1),
                            rows.getObject(2, UUID.class),
                            rows.getString(3),
                            new Author(rows.getString(4), rows.getObject(5, UUID.class)),
                            Instant.parse(rows.getString(6)),
                            rows.getBytes(7)));
                }
                return changes;
            }
        });
    }

    /** Where the last record stands that somebody wrote to a session before an offset. */
    public OptionalLong lastOf(String session, Person author, long before) {
        String account = author.account();
        String theirs = account == null ? "account is null and author = ?" : "account = ?";
        return inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select log_offset from mix_change where session = ? and " + theirs
                            + " and log_offset < ? order by log_offset desc limit 1")) {
                query.setObject(1, UUID.fromString(session));
                query.setObject(2, account == null ? author.name() : UUID.fromString(account));
                query.setLong(3, before);
                ResultSet row = query.executeQuery();
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    /** Forgets everything that was projected from the mix log, here and in the tables that follow from it. */
    public void forgetAll() {
        inTransaction(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(
                    "select 1 from log_offset where topic = ? order by log_partition for update")) {
                lock.setString(1, TopicNames.MIX_EVENTS);
                lock.executeQuery();
            }
            for (String table : List.of("mix_change", "mix_snapshot", "session")) {
                try (PreparedStatement delete = connection.prepareStatement("delete from " + table)) {
                    delete.executeUpdate();
                }
            }
            try (PreparedStatement delete = connection.prepareStatement("delete from log_offset where topic = ?")) {
                delete.setString(1, TopicNames.MIX_EVENTS);
                delete.executeUpdate();
            }
            return true;
        });
    }

    private <T> T inTransaction(ReturningWork<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.unwrap(Session.class).doReturningWork(work));
    }
}
