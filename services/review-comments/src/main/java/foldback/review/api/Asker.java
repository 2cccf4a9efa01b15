package foldback.review.api;

import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceRole;
import foldback.review.application.Mixes;
import foldback.review.application.Who;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        return gate.guest()
                .map(guest -> new Who(caller.author(), Who.Standing.GUEST, guest.revision()))
                .orElseGet(() -> new Who(caller.author(), standing(role)));
    }

    /**
     * Refuses a guest to whom a mix is not open.
     *
     * @param at the id of a revision, or a version as its number
     * @throws foldback.kit.ProblemException not found
     */
    void requireHears(@Nullable String at) {
        if (gate.guest()
                .filter(guest -> !guest.covers(at) || Mixes.isVersion(at))
                .isPresent()) {
            throw Problem.notFound("such version or revision of this session").exception();
        }
    }

    boolean isGuest() {
        return gate.guest().isPresent();
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
