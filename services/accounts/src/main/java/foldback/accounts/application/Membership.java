package foldback.accounts.application;

import foldback.kit.identity.WorkspaceRole;
import java.time.Instant;
import java.util.UUID;

/** Who is what in which workspace. */
public record Membership(
        UUID workspace, String workspaceName, UUID account, String name, WorkspaceRole role, Instant since) {}
