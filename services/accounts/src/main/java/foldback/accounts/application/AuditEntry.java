package foldback.accounts.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when and from where.
 *
 * @param what a word that never changes, as {@code signed-in}
 * @param address where the request came from; null for what the service does by itself
 */
public record AuditEntry(
        UUID id,
        Instant at,
        String what,
        @Nullable UUID workspace,
        @Nullable UUID account,
        @Nullable String address,
        String detail) {}
