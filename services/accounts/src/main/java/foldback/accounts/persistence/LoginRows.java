package foldback.accounts.persistence;

import foldback.accounts.application.Login;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-ins, their refresh tokens, and the devices that somebody signed in from. Tokens are stored as SHA-256 only. */
@Singleton
public final class LoginRows {
    /**
     * A refresh token and the sign-in that it keeps going.
     *
     * @param usedAt when it was given for its successor; null while it is the last
     * @param supersededAt when another successor took its place, because its own answer had been lost
     */
    public record RefreshToken(
            String hash,
            Login login,
            @Nullable Instant usedAt,
            @Nullable String successor,
            @Nullable Instant supersededAt) {}

    private static final String LOGIN = "id, account, device, created_at, last_used_at, expires_at, ended_at";

    private final Sql sql;

    LoginRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Login login) {
        sql.update(
                "insert into login (id, account, device, created_at, last_used_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                login.id(),
                login.account(),
                login.device(),
                login.createdAt(),
                login.lastUsedAt(),
                login.expiresAt());
    }

    public Optional<Login> find(UUID id) {
        return sql.first(LoginRows::login, "select " + LOGIN + " from login where id = ?", id);
    }

    /** The sign-ins of somebody that last, the one used last first. */
    public List<Login> lasting(UUID account, Instant now) {
        return sql.list(
                LoginRows::login,
                "select " + LOGIN + " from login where account = ? and ended_at is null and expires_at > ?"
                        + " order by last_used_at desc, id",
                account,
                now);
    }

    public void touch(UUID login, Instant now, Instant expiresAt) {
        sql.update("update login set last_used_at = ?, expires_at = ? where id = ?", now, expiresAt, login);
    }

    /** Whether it lasted until now. */
    public boolean end(UUID login, String because, Instant now) {
        return sql.update(
                        "update login set ended_at = ?, ended_because = ? where id = ? and ended_at is null",
                        now,
                        because,
                        login)
                == 1;
    }

    /** Ends the sign-ins of somebody, but for one that may stay; gives those that lasted until now. */
    public List<UUID> endAll(UUID account, @Nullable UUID except, String because, Instant now) {
        return sql.list(
                row -> row.uuid("id"),
                "update login set ended_at = ?, ended_because = ? where account = ? and ended_at is null"
                        + " and id is distinct from cast(? as uuid) returning id",
                now,
                because,
                account,
                except);
    }

    // ---- refresh tokens

    public void addToken(String hash, UUID login, Instant now) {
        sql.update("insert into refresh_token (token_hash, login, issued_at) values (?, ?, ?)", hash, login, now);
    }

    /** A refresh token, which is its finder's until the transaction ends. */
    public Optional<RefreshToken> takeToken(String hash) {
        return sql.first(
                row -> new RefreshToken(
                        row.text("token_hash"),
                        login(row),
                        row.instantOrNull("used_at"),
                        row.textOrNull("successor"),
                        row.instantOrNull("superseded_at")),
                "select token_hash, used_at, successor, superseded_at, " + LOGIN
                        + " from refresh_token t join login l on l.id = t.login where token_hash = ? for update",
                hash);
    }

    public void useToken(String hash, String successor, Instant now) {
        sql.update(
                "update refresh_token set used_at = coalesce(used_at, ?), successor = ? where token_hash = ?",
                now,
                successor,
                hash);
    }

    /** Whether the token had been neither used nor superseded. */
    public boolean supersede(String hash, Instant now) {
        return sql.update(
                        "update refresh_token set superseded_at = ? where token_hash = ? and used_at is null"
                                + " and superseded_at is null",
                        now,
                        hash)
                == 1;
    }

    // ---- devices

    public boolean knowsDevice(String hash, UUID account) {
        return sql.first(
                        row -> row.uuid("account"),
                        "select account from known_device where token_hash = ? and account = ?",
                        hash,
                        account)
                .isPresent();
    }

    public void knowDevice(String hash, UUID account, Instant now) {
        sql.update(
                "insert into known_device (token_hash, account, seen_at) values (?, ?, ?)"
                        + " on conflict (token_hash, account) do update set seen_at = excluded.seen_at",
                hash,
                account,
                now);
    }

    // ---- housekeeping

    /** Forgets sign-ins that ended or expired before a moment, with their tokens, and devices not seen since another. */
    public void forget(Instant endedBefore, Instant devicesBefore) {
        sql.update("delete from login where ended_at < ? or expires_at < ?", endedBefore, endedBefore);
        sql.update("delete from known_device where seen_at < ?", devicesBefore);
    }

    private static Login login(Sql.Row row) throws SQLException {
        return new Login(
                row.uuid("id"),
                row.uuid("account"),
                row.text("device"),
                row.instant("created_at"),
                row.instant("last_used_at"),
                row.instant("expires_at"),
                row.instantOrNull("ended_at"));
    }
}
