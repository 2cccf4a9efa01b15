package foldback.accounts.persistence;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements and their rows. Within a transaction all of them share its connection. */
@Singleton
final class Sql {
    private final AgroalDataSource source;

    Sql(@DataSource("accounts") AgroalDataSource source) {
        this.source = source;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** A database that does not answer as it should: broken infrastructure, or a bug of ours. */
    static final class DatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DatabaseException(String statement, SQLException cause) {
            super(statement.lines().findFirst().orElse(""), cause);
        }
    }

    /** One row of a result, by the names of its columns. */
    static final class Row {
        private final ResultSet result;

        private Row(ResultSet result) {
            this.result = result;
        }

        String text(String column) throws SQLException {
            String text = result.getString(column);
            if (text == null) {
                throw new SQLException(column + " is null");
            }
            return text;
        }

        @Nullable
        String textOrNull(String column) throws SQLException {
            return result.getString(column);
        }

        UUID uuid(String column) throws SQLException {
            return UUID.fromString(text(column));
        }

        @Nullable
        UUID uuidOrNull(String column) throws SQLException {
            String text = result.getString(column);
            return text == null ? null : UUID.fromString(text);
        }

        Instant instant(String column) throws SQLException {
            Instant at = instantOrNull(column);
            if (at == null) {
                throw new SQLException(column + " is null");
            }
            return at;
        }

        @Nullable
        Instant instantOrNull(String column) throws SQLException {
            OffsetDateTime at = result.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }

        long number(String column) throws SQLException {
            return result.getLong(column);
        }
    }

    <T> List<T> list(Reader<T> reader, String statement, @Nullable Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement prepared = prepared(connection, statement, values);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new DatabaseException(statement, e);
        }
    }

    <T> Optional<T> first(Reader<T> reader, String statement, @Nullable Object... values) {
        return list(reader, statement, values).stream().findFirst();
    }

    /** How many rows a statement wrote. */
    int update(String statement, @Nullable Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement prepared = prepared(connection, statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(statement, e);
        }
    }

    /** Waits for its turn among all replicas, until the transaction ends. */
    void lock(long what) {
        list(row -> "", "select pg_advisory_xact_lock(?)", what);
    }

    private static PreparedStatement prepared(Connection connection, String statement, @Nullable Object[] values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            prepared.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
        return prepared;
    }
}
