package foldback.kit.access;

import foldback.kit.identity.WorkspaceRole;

/** What whoever asks for a route has to be. */
public sealed interface Requirement {
    /** Nothing: the route is there for whoever is not signed in, or looks itself. */
    record Nobody() implements Requirement {}

    /** Signed in. */
    record Account() implements Requirement {}

    /** Signed in, and for whoever runs the installation: an owner of the first workspace. */
    record Operator() implements Requirement {}

    /** Something in at least one workspace. */
    record Anywhere(WorkspaceRole role) implements Requirement {}

    /**
     * Something in a workspace.
     *
     * @param parameter of the path that names it
     */
    record InWorkspace(WorkspaceRole role, String parameter) implements Requirement {}

    /**
     * Something in a session.
     *
     * @param parameter of the path, or else of the query, that names it
     */
    record InSession(WorkspaceRole role, String parameter) implements Requirement {}

    /** Something in whatever the request names; the resource finds it and asks {@link Gate}. */
    record InWhatIsNamed(WorkspaceRole role) implements Requirement {}
}
