package foldback.session.api;

import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.Id;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose sessions and projects a list shows. */
final class Visible {
    private Visible() {}

    /**
     * The workspaces of a list.
     *
     * @param wanted the one that was asked for; null for whatever the caller may see
     * @throws foldback.kit.ProblemException not found, if they may not see that one
     */
    static Set<Id> workspaces(Gate gate, @Nullable String wanted) {
        if (wanted != null) {
            gate.inWorkspace(wanted, WorkspaceRole.VIEWER);
            return Set.of(new Id(wanted));
        }
        return gate.workspaces().stream().map(WorkspaceIds::name).map(Id::new).collect(Collectors.toUnmodifiableSet());
    }
}
