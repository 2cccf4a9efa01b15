package foldback.kit.access;

import foldback.kit.identity.WorkspaceRole;
import java.util.UUID;

/** What somebody is in a session, and whose session it is. */
public record SessionRole(UUID workspace, WorkspaceRole role) {}
