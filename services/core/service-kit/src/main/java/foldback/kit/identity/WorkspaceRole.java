package foldback.kit.identity;

import java.util.Locale;
import java.util.Optional;

/** What a member is in a workspace, from the one who may do most to the one who may do least. */
public enum WorkspaceRole {
    /** Runs the workspace: its people, its links, its sessions. */
    OWNER,
    /** Changes mixes. */
    ENGINEER,
    /** Listens, comments, suggests, decides; moves the faders that an engineer made safe. */
    ARTIST,
    /** Listens and reads. */
    VIEWER;

    /** The role as JSON and the log have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word; empty if there is none such. */
    public static Optional<WorkspaceRole> of(String word) {
        for (WorkspaceRole role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Whether whoever has this role may do whatever the other may. */
    public boolean includes(WorkspaceRole other) {
        return compareTo(other) <= 0;
    }
}
