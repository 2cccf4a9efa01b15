package foldback.kit.access;

import foldback.kit.ProblemException;
import foldback.kit.identity.WorkspaceRole;
import foldback.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who may have a stem: whoever is something in a workspace that holds it, or in a session that it was brought into. To anybody else there is no
 * such stem, whoever uploaded it elsewhere.
 */
@ApplicationScoped
public class StemGate {
    private final Gate gate;
    private final StemHolders holders;

    StemGate(Gate gate, StemHolders holders) {
        this.gate = gate;
        this.holders = holders;
    }

    /**
     * A workspace by which the caller is at least this where the stem is; empty if there is none, be there such a stem or not.
     *
     * @param stem its hash
     * @throws ProblemException if nobody is signed in
     * @throws LogUnavailableException if that cannot be known yet
     */
    public Optional<UUID> through(String stem, WorkspaceRole least) {
        return lookedForTwice(() -> known(stem, least));
    }

    private Optional<UUID> known(String stem, WorkspaceRole least) {
        Map<UUID, WorkspaceRole> roles = gate.roles();
        return holders.workspacesOf(stem).stream()
                .filter(workspace ->
                        roles.containsKey(workspace) && roles.get(workspace).includes(least))
                .min(UUID::compareTo)
                .or(() -> holders.sessionsOf(stem).stream()
                        .sorted()
                        .flatMap(session -> gate.roleIn(session).stream())
                        .filter(is -> is.role().includes(least))
                        .map(SessionRole::workspace)
                        .findFirst());
    }

    /**
     * Whether a workspace that the caller is something in holds a stem.
     *
     * @param stem its hash
     * @throws LogUnavailableException if that cannot be known yet
     */
    public boolean isHeldBy(UUID workspace, String stem) {
        return lookedForTwice(() -> holds(workspace, stem)).isPresent();
    }

    private Optional<UUID> holds(UUID workspace, String stem) {
        boolean held = holders.workspacesOf(stem).contains(workspace)
                || holders.sessionsWithoutWorkspace(stem).stream()
                        .flatMap(session -> gate.roleIn(session).stream())
                        .anyMatch(is -> is.workspace().equals(workspace));
        return held ? Optional.of(workspace) : Optional.empty();
    }

    /** What seems not to be there may have been uploaded a moment ago. */
    private Optional<UUID> lookedForTwice(Supplier<Optional<UUID>> look) {
        return look.get().or(() -> {
            holders.catchUp();
            return look.get();
        });
    }
}
