package foldback.kit.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who an access token is about.
 *
 * @param name what the person is called, as sessions show it
 * @param login the sign-in, or the API token, that the access token came from
 * @param scope what the token may be used for at most
 * @param issuedAt in whole seconds, as tokens have it
 * @param expiresAt in whole seconds
 * @param guest what a guest may do, whose account and login are no account's but a visitor's and a link's; null for people with accounts
 */
public record Identity(
        UUID account,
        String name,
        UUID login,
        Scope scope,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable GuestPass guest) {
    /** Of somebody with an account. */
    public Identity(UUID account, String name, UUID login, Scope scope, Instant issuedAt, Instant expiresAt) {
        this(account, name, login, scope, issuedAt, expiresAt, null);
    }

    /** What a token may be used for at most, whatever the role of its owner. */
    public enum Scope {
        /** Everything that its owner may do. */
        ALL("all"),
        /** Everything but accounts, workspaces and their people. */
        STUDIO("studio"),
        /** Reading and listening. */
        READ("read");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        /** As tokens and JSON have it. */
        public String word() {
            return word;
        }
    }
}
