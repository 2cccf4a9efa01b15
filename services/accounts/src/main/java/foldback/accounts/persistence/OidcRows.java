package foldback.accounts.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Whom the OpenID provider's subjects are here, and who is on their way to it. */
@Singleton
public final class OidcRows {
    /** What the provider was asked, but for the state that it was asked with. */
    public record Asked(String nonce, String verifier) {}

    private final Sql sql;

    OidcRows(Sql sql) {
        this.sql = sql;
    }

    public void ask(String stateHash, String bindingHash, String nonce, String verifier, Instant until) {
        sql.update(
                "insert into oidc_attempt (state_hash, binding_hash, nonce, verifier, expires_at) values (?, ?, ?, ?, ?)",
                stateHash,
                bindingHash,
                nonce,
                verifier,
                until);
    }

    /** What was asked so, once; empty if nothing was, not from that browser, too long ago, or it was taken before. */
    public Optional<Asked> take(String stateHash, String bindingHash, Instant now) {
        return sql.first(
                row -> new Asked(row.text("nonce"), row.text("verifier")),
                "delete from oidc_attempt where state_hash = ? and binding_hash = ? and expires_at > ?"
                        + " returning nonce, verifier",
                stateHash,
                bindingHash,
                now);
    }

    public void forget(Instant now) {
        sql.update("delete from oidc_attempt where expires_at < ?", now);
    }

    /** The account of a subject. */
    public Optional<UUID> account(String issuer, String subject) {
        return sql.first(
                row -> row.uuid("account"),
                "select account from identity where issuer = ? and subject = ?",
                issuer,
                subject);
    }

    public void join(String issuer, String subject, UUID account, Instant now) {
        sql.update(
                "insert into identity (issuer, subject, account, since) values (?, ?, ?, ?)",
                issuer,
                subject,
                account,
                now);
    }
}
