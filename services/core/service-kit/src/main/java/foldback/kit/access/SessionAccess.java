package foldback.kit.access;

import foldback.kit.identity.Identity;
import java.util.Optional;
import java.util.UUID;

/** What somebody is in a session. Session-store knows, because it alone folds who joined and who left; the other services ask it. */
public interface SessionAccess {
    /** Empty if there is no such session, or none that they may know of. */
    Optional<SessionRole> of(UUID session, Identity who);
}
