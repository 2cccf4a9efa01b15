package foldback.accounts.persistence;

import foldback.accounts.application.LinkPurpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One-time links, by the SHA-256 of their tokens. */
@Singleton
public final class LinkRows {
    /** Whose a link is: an account's, or an address's that has none yet. */
    public record Owner(@Nullable UUID account, @Nullable String email) {}

    private final Sql sql;

    LinkRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String hash, LinkPurpose purpose, Owner owner, Instant now) {
        sql.update(
                "insert into one_time_link (token_hash, purpose, account, email, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                hash,
                purpose.name(),
                owner.account(),
                owner.email(),
                now,
                now.plus(purpose.lasts()));
    }

    /** Whose a link is, which is its finder's until the transaction ends; empty if it is unknown, was used or is too old. */
    public Optional<Owner> take(String hash, LinkPurpose purpose, Instant now) {
        return sql.first(
                row -> new Owner(row.uuidOrNull("account"), row.textOrNull("email")),
                "select account, email from one_time_link where token_hash = ? and purpose = ? and used_at is null"
                        + " and expires_at > ? for update",
                hash,
                purpose.name(),
                now);
    }

    /** Uses up a link that was taken. */
    public void spend(String hash, Instant now) {
        sql.update("update one_time_link set used_at = ? where token_hash = ?", now, hash);
    }

    /** No link of this purpose that somebody has is good any longer. */
    public void withdraw(LinkPurpose purpose, UUID account, Instant now) {
        sql.update(
                "update one_time_link set used_at = ? where account = ? and purpose = ? and used_at is null",
                now,
                account,
                purpose.name());
    }

    public void forget(Instant expiredBefore) {
        sql.update("delete from one_time_link where expires_at < ?", expiredBefore);
    }
}
