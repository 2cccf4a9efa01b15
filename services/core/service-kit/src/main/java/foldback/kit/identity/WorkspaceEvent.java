package foldback.kit.identity;

import foldback.kit.EventVocabulary;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happened to a workspace's people. Each event says how things are, not how they changed, so that one which comes twice does nothing
 * the second time. Stored for ever: a member is never given another meaning.
 *
 * <p>The accounts service writes them to {@code foldback.workspace-events}; every service reads them. They hold no e-mail address and no
 * secret: the log never forgets.
 */
public sealed interface WorkspaceEvent {
    EventVocabulary<WorkspaceEvent> VOCABULARY = new EventVocabulary<>(
            "/accounts",
            Map.of(
                    "foldback.workspace.named.v1", WorkspaceNamed.class,
                    "foldback.workspace.member-set.v1", MemberSet.class,
                    "foldback.workspace.member-removed.v1", MemberRemoved.class,
                    "foldback.account.logins-ended.v1", LoginsEnded.class));

    /** A workspace is there and has this name; the record's subject is its id. */
    record WorkspaceNamed(String name) implements WorkspaceEvent {}

    /**
     * Somebody is a member of the record's subject.
     *
     * @param role as {@link WorkspaceRole#word()} has it
     */
    record MemberSet(UUID account, String role) implements WorkspaceEvent {}

    /** Somebody is no member of the record's subject. */
    record MemberRemoved(UUID account) implements WorkspaceEvent {}

    /** Sign-ins or API tokens of the record's subject, an account, have ended, and no access token that came from them counts. */
    record LoginsEnded(List<UUID> logins) implements WorkspaceEvent {
        public LoginsEnded {
            logins = List.copyOf(logins);
        }
    }
}
