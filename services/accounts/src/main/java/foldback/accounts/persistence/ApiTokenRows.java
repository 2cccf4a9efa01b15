package foldback.accounts.persistence;

import foldback.accounts.application.ApiToken;
import foldback.kit.identity.Identity;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API tokens, by their SHA-256. */
@Singleton
public final class ApiTokenRows {
    private static final String GOOD =
            "select id, account, name, scope, created_at, expires_at, last_used_at from api_token"
                    + " where revoked_at is null and expires_at > ? ";

    private final Sql sql;

    ApiTokenRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String hash, ApiToken token) {
        sql.update(
                "insert into api_token (id, token_hash, account, name, scope, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                hash,
                token.account(),
                token.name(),
                token.scope().name(),
                token.createdAt(),
                token.expiresAt());
    }

    public List<ApiToken> of(UUID account, Instant now) {
        return sql.list(ApiTokenRows::token, GOOD + "and account = ? order by created_at, id", now, account);
    }

    /** A token that counts, which is noted as used now. */
    public Optional<ApiToken> use(String hash, Instant now) {
        Optional<ApiToken> token = sql.first(ApiTokenRows::token, GOOD + "and token_hash = ?", now, hash);
        token.ifPresent(t -> sql.update("update api_token set last_used_at = ? where id = ?", now, t.id()));
        return token;
    }

    /** Whether it counted until now. */
    public boolean revoke(UUID account, UUID id, Instant now) {
        return sql.update(
                        "update api_token set revoked_at = ? where id = ? and account = ? and revoked_at is null",
                        now,
                        id,
                        account)
                == 1;
    }

    /** Revokes all of somebody's; gives those that counted until now. */
    public List<UUID> revokeAll(UUID account, Instant now) {
        return sql.list(
                row -> row.uuid("id"),
                "update api_token set revoked_at = ? where account = ? and revoked_at is null returning id",
                now,
                account);
    }

    private static ApiToken token(Sql.Row row) throws SQLException {
        return new ApiToken(
                row.uuid("id"),
                row.uuid("account"),
                row.text("name"),
                Identity.Scope.valueOf(row.text("scope")),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instantOrNull("last_used_at"));
    }
}
