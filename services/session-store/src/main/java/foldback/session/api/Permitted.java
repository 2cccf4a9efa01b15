package foldback.session.api;

import foldback.kit.Problem;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.Change;
import foldback.mix.MixEvent;
import foldback.mix.SafeFader;
import foldback.mix.SessionState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a change somebody may make: everything, everything but who is what, or what the safe faders allow. */
final class Permitted {
    private Permitted() {}

    /**
     * The change as it may be made.
     *
     * @throws foldback.kit.ProblemException if it may not
     */
    static Change change(Change change, SessionState state, WorkspaceRole role) {
        return switch (role) {
            case OWNER -> change;
            case ENGINEER -> withoutPeople(change);
            case ARTIST -> bySafeFaders(change, state);
            case VIEWER -> throw refused("Viewers listen and look.");
        };
    }

    private static Change withoutPeople(Change change) {
        if (change.events().stream().anyMatch(Permitted::saysWhoIsWhat)) {
            throw refused("Only owners say who is what in a session.");
        }
        return change;
    }

    private static boolean saysWhoIsWhat(MixEvent event) {
        return event instanceof MixEvent.MemberJoined
                || event instanceof MixEvent.MemberRoleChanged
                || event instanceof MixEvent.MemberLeft;
    }

    /** Bound to the safe faders as they are now: if one is withdrawn or narrowed before the change is folded, the change is void. */
    private static Change bySafeFaders(Change change, SessionState state) {
        SortedMap<String, Long> guards = new TreeMap<>(change.guards());
        for (MixEvent event : change.events()) {
            SafeFader fader = safeFader(event, state)
                    .orElseThrow(
                            () -> refused("Artists move the faders that were made safe for them, within their range."));
            String fact = "safe-fader/" + fader.address().path();
            guards.merge(fact, state.writes().versionOf(fact), Math::min);
        }
        return new Change(
                change.author(),
                change.client(),
                change.sequence(),
                change.expectedVersion(),
                guards,
                change.gesture(),
                change.answersNote(),
                change.undoes(),
                change.events());
    }

    private static Optional<SafeFader> safeFader(MixEvent event, SessionState state) {
        return event instanceof MixEvent.ParameterMoved moved
                ? state.safeFaders().stream()
                        .filter(fader -> fader.address().equals(moved.address())
                                && moved.value() >= fader.minimum()
                                && moved.value() <= fader.maximum())
                        .findFirst()
                : Optional.empty();
    }

    private static RuntimeException refused(String why) {
        return Problem.of(403, "role-needed", "You may not do this", why + " Nothing was changed.")
                .exception();
    }
}
