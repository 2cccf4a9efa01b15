package foldback.session.application;

import foldback.kit.access.Members;
import foldback.kit.access.SessionAccess;
import foldback.kit.access.SessionRole;
import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.SessionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody is in a session: what the session's own members say, or else what they are in its workspace. Owners of the workspace are
 * owners of its sessions, whatever a session says.
 */
@ApplicationScoped
class FoldedAccess implements SessionAccess {
    private final Sessions sessions;
    private final Members members;

    FoldedAccess(Sessions sessions, Members members) {
        this.sessions = sessions;
        this.members = members;
    }

    @Override
    public Optional<SessionRole> of(UUID session, Identity who) {
        return sessions.find(session.toString())
                .map(Session::state)
                .flatMap(state -> WorkspaceIds.of(state.workspace().value())
                        .flatMap(workspace -> role(state, workspace, who).map(r -> new SessionRole(workspace, r))));
    }

    private Optional<WorkspaceRole> role(SessionState state, UUID workspace, Identity who) {
        String account = who.account().toString();
        Optional<WorkspaceRole> here = state.members().stream()
                .filter(member -> member.id().value().equals(account))
                .map(member -> WorkspaceRole.valueOf(member.role().name()))
                .findFirst();
        Optional<WorkspaceRole> there = here.isPresent()
                ? Optional.ofNullable(members.rolesOf(who.account()).get(workspace))
                : members.roleOf(who.account(), workspace);
        return there.filter(WorkspaceRole.OWNER::equals).or(() -> here).or(() -> there);
    }
}
