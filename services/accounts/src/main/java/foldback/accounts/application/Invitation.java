package foldback.accounts.application;

import foldback.kit.identity.WorkspaceRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way into a workspace for one person, once.
 *
 * @param email whom it was sent to; null for a link that whoever has it may use
 */
public record Invitation(
        UUID id,
        UUID workspace,
        String workspaceName,
        WorkspaceRole role,
        @Nullable String email,
        UUID invitedBy,
        String invitedByName,
        Instant createdAt,
        Instant expiresAt) {}
