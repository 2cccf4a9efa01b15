package foldback.accounts.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The keys that sign access tokens. */
@Singleton
public final class KeyRows {
    private static final long LOCK = 0x666f_6c64_6b65_7973L;

    /**
     * A key as it is stored.
     *
     * @param sealed the private key as JSON, as the master key sealed it
     * @param publicKey as JSON
     * @param signsFrom when it takes the place of the one before
     */
    public record Stored(String id, String sealed, String publicKey, Instant createdAt, Instant signsFrom) {}

    private final Sql sql;

    KeyRows(Sql sql) {
        this.sql = sql;
    }

    /** Makes whoever changes the keys wait for each other, until the transaction ends. */
    public void lock() {
        sql.lock(LOCK);
    }

    /** All of them, the one that signs last first. */
    public List<Stored> all() {
        return sql.list(
                row -> new Stored(
                        row.text("id"),
                        row.text("sealed"),
                        row.text("public_key"),
                        row.instant("created_at"),
                        row.instant("signs_from")),
                "select id, sealed, public_key, created_at, signs_from from signing_key order by signs_from desc, id");
    }

    public void add(Stored key) {
        sql.update(
                "insert into signing_key (id, sealed, public_key, created_at, signs_from) values (?, ?, ?, ?, ?)",
                key.id(),
                key.sealed(),
                key.publicKey(),
                key.createdAt(),
                key.signsFrom());
    }

    public void remove(String id) {
        sql.update("delete from signing_key where id = ?", id);
    }
}
