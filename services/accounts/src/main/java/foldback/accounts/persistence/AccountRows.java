package foldback.accounts.persistence;

import foldback.accounts.application.Account;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts and the hashes of their passwords. */
@Singleton
public final class AccountRows {
    /**
     * An account and the hash of its password.
     *
     * @param passwordHash null for whoever has no password
     */
    public record Stored(Account account, @Nullable String passwordHash) {}

    private static final String COLUMNS = "select id, name, email, password_hash from account ";

    private final Sql sql;

    AccountRows(Sql sql) {
        this.sql = sql;
    }

    public boolean isEmpty() {
        return sql.first(row -> row.uuid("id"), "select id from account limit 1")
                .isEmpty();
    }

    /** Whether the account was added; not if another has its address. */
    public boolean add(Account account, @Nullable String passwordHash, Instant now) {
        return sql.update(
                        "insert into account (id, name, email, password_hash, created_at) values (?, ?, ?, ?, ?)"
                                + " on conflict (email) do nothing",
                        account.id(),
                        account.name(),
                        account.email(),
                        passwordHash,
                        now)
                == 1;
    }

    public Optional<Stored> find(UUID id) {
        return sql.first(AccountRows::stored, COLUMNS + "where id = ?", id);
    }

    public Optional<Stored> byEmail(String email) {
        return sql.first(AccountRows::stored, COLUMNS + "where email = ?", email);
    }

    /** The account that was there first. */
    public Optional<Account> first() {
        return sql.first(AccountRows::stored, COLUMNS + "order by created_at, id limit 1")
                .map(Stored::account);
    }

    public void rename(UUID id, String name) {
        sql.update("update account set name = ? where id = ?", name, id);
    }

    public void setPassword(UUID id, String passwordHash) {
        sql.update("update account set password_hash = ? where id = ?", passwordHash, id);
    }

    /** From now on nobody signs in with a password. */
    public void forgetPassword(UUID id) {
        sql.update("update account set password_hash = null where id = ?", id);
    }

    /** Replaces a hash by a stronger one of the same password, unless the password has changed meanwhile. */
    public void upgradeHash(UUID id, String from, String to) {
        sql.update("update account set password_hash = ? where id = ? and password_hash = ?", to, id, from);
    }

    /** Whether the account got its address; not if it has one, or if another account has this one. */
    public boolean claim(UUID id, String name, String email, String passwordHash) {
        return sql.update(
                        "update account set name = ?, email = ?, password_hash = ? where id = ? and email is null"
                                + " and not exists (select 1 from account other where other.email = ?)",
                        name,
                        email,
                        passwordHash,
                        id,
                        email)
                == 1;
    }

    private static Stored stored(Sql.Row row) throws SQLException {
        return new Stored(
                new Account(row.uuid("id"), row.text("name"), row.textOrNull("email")),
                row.textOrNull("password_hash"));
    }
}
