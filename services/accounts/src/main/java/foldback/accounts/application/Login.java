package foldback.accounts.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in on one device.
 *
 * @param device what the browser or program calls itself
 * @param endedAt null while it lasts
 */
public record Login(
        UUID id,
        UUID account,
        String device,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {}
