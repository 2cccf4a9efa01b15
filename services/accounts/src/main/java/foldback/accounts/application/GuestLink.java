package foldback.accounts.application;

import foldback.kit.identity.GuestPass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that lets people without accounts in.
 *
 * @param pass what whoever comes by it may do
 * @param label what whoever made it calls it
 * @param passwordHash null if it has no password
 * @param madeBy what whoever made it is called
 * @param expiresAt null if it does not
 * @param visitors how many browsers came by it
 * @param lastUsedAt null if nobody came yet
 */
public record GuestLink(
        UUID id,
        GuestPass pass,
        String label,
        @Nullable String passwordHash,
        UUID maker,
        String madeBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        long visitors,
        @Nullable Instant lastUsedAt) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "GuestLink[id=" + id + "]";
    }
}
