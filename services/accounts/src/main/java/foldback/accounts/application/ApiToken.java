package foldback.accounts.application;

import foldback.kit.identity.Identity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key for a program, without the key. */
public record ApiToken(
        UUID id,
        UUID account,
        String name,
        Identity.Scope scope,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
