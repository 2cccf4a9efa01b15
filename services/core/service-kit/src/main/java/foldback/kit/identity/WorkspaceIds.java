package foldback.kit.identity;

import foldback.kit.Names;
import java.util.Optional;
import java.util.UUID;

/** The names of workspaces: a UUID each, but for the first, which has one that everybody knows and is called {@value #HOME_NAME}. */
public final class WorkspaceIds {
    /** The workspace that the first start makes, and of every session that names no other. */
    public static final UUID HOME = new UUID(0, 0);

    private static final String HOME_NAME = "home";

    private WorkspaceIds() {}

    /** The workspace of a name; empty if no workspace is called so. */
    public static Optional<UUID> of(String name) {
        if (name.equals(HOME_NAME)) {
            return Optional.of(HOME);
        }
        return Names.isUuid(name)
                ? Optional.of(UUID.fromString(name)).filter(id -> !id.equals(HOME))
                : Optional.empty();
    }

    /** What a workspace is called. */
    public static String name(UUID workspace) {
        return workspace.equals(HOME) ? HOME_NAME : workspace.toString();
    }
}
