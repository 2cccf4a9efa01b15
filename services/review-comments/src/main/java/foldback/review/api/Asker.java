package foldback.review.api;

import foldback.kit.Caller;
import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceRole;
import foldback.review.application.Who;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who asks, and what they are in the session. */
@Singleton
final class Asker {
    private final Caller caller;
    private final Gate gate;

    Asker(Caller caller, Gate gate) {
        this.caller = caller;
        this.gate = gate;
    }

    /**
     * The caller.
     *
     * @throws foldback.kit.ProblemException not found, if they may not know of the session
     */
    Who in(UUID session) {
        WorkspaceRole role =
                gate.inSession(session.toString(), WorkspaceRole.VIEWER).role();
        return new Who(caller.author(), standing(role));
    }

    private static Who.Standing standing(WorkspaceRole role) {
        return switch (role) {
            case OWNER -> Who.Standing.OWNER;
            case ENGINEER -> Who.Standing.ENGINEER;
            case ARTIST -> Who.Standing.ARTIST;
            case VIEWER -> Who.Standing.VIEWER;
        };
    }
}
