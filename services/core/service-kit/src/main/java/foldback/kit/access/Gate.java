package foldback.kit.access;

import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.ProblemException;
import foldback.kit.identity.AccessTokens;
import foldback.kit.identity.Identity;
import foldback.kit.identity.TokenCheck;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who may pass. Whoever may not know that something is there is told that it is not; whoever may know and may not do it is told what
 * it takes.
 */
@ApplicationScoped
public class Gate {
    private final Caller caller;
    private final TokenCheck tokens;
    private final Members members;
    private final SessionAccess sessions;

    Gate(Caller caller, TokenCheck tokens, Members members, SessionAccess sessions) {
        this.caller = caller;
        this.tokens = tokens;
        this.members = members;
        this.sessions = sessions;
    }

    /** Holds a request against its row. */
    void pass(RouteRule rule, Map<String, String> parameters) {
        if (rule.requirement() instanceof Requirement.Nobody) {
            return;
        }
        Identity who = signedIn();
        requireScope(who, rule.scope());
        switch (rule.requirement()) {
            case Requirement.Nobody nobody -> {}
            case Requirement.Account account -> {}
            case Requirement.InWhatIsNamed later -> {}
            case Requirement.Operator operator -> requireOperator(who);
            case Requirement.Anywhere anywhere -> requireAnywhere(who, anywhere.role());
            case Requirement.InWorkspace in -> requireInWorkspace(who, named(parameters, in.parameter()), in.role());
            case Requirement.InSession in -> requireInSession(who, named(parameters, in.parameter()), in.role());
        }
    }

    /**
     * What the caller is in a session, who is at least this.
     *
     * @throws ProblemException not found, or refused
     */
    public SessionRole inSession(String session, WorkspaceRole least) {
        return requireInSession(signedIn(), session, least);
    }

    /**
     * Refuses who is not at least this in a workspace.
     *
     * @throws ProblemException not found, or refused
     */
    public void inWorkspace(String workspace, WorkspaceRole least) {
        requireInWorkspace(signedIn(), workspace, least);
    }

    /**
     * Refuses who is not at least this in the workspace of a thing.
     *
     * @param what the thing is called where nobody may know of it
     * @throws ProblemException not found, or refused
     */
    public void inWorkspaceOf(String workspace, WorkspaceRole least, String what) {
        Identity who = signedIn();
        require(
                WorkspaceIds.of(workspace)
                        .flatMap(id -> members.roleOf(who.account(), id))
                        .orElseThrow(() -> Problem.notFound(what).exception()),
                least,
                "workspace");
    }

    /** The workspaces that the caller is something in. */
    public Set<UUID> workspaces() {
        return members.rolesOf(signedIn().account()).keySet();
    }

    /** Whether the caller is at least this in a session. */
    public boolean isInSession(UUID session, WorkspaceRole least) {
        return sessions.of(session, signedIn())
                .filter(is -> is.role().includes(least))
                .isPresent();
    }

    /** What came of somebody who wants a socket. */
    public sealed interface Admission {
        /** They may. */
        record Admitted(Identity identity) implements Admission {}

        record SignInNeeded() implements Admission {}

        record NoSuchSession() implements Admission {}
    }

    /**
     * Whether somebody may look on at a session. A socket lasts longer than a request, so this is asked again and again.
     *
     * @param token an access token; null for whoever has none
     */
    public Admission toLookOn(UUID session, @Nullable String token) {
        if (token == null
                || !(tokens.look(token) instanceof AccessTokens.Verdict.Valid valid)
                || members.hasEnded(valid.identity().login())) {
            return new Admission.SignInNeeded();
        }
        return sessions.of(session, valid.identity()).isPresent()
                ? new Admission.Admitted(valid.identity())
                : new Admission.NoSuchSession();
    }

    /** What a parameter names; whoever leaves one of the query out has asked for nothing. */
    private static String named(Map<String, String> parameters, String parameter) {
        String name = parameters.get(parameter);
        if (name == null) {
            throw Problem.malformed(parameter + ": the id of one is needed").exception();
        }
        return name;
    }

    private Identity signedIn() {
        Identity identity = caller.signedIn();
        if (members.hasEnded(identity.login())) {
            throw Problem.signInNeeded("You were signed out here.").exception();
        }
        return identity;
    }

    private static void requireScope(Identity who, Identity.Scope least) {
        if (who.scope().compareTo(least) > 0) {
            throw Problem.of(
                            403,
                            "token-scope",
                            "The token is not good for this",
                            "Its scope is \"" + who.scope().word() + "\", and this needs \"" + least.word()
                                    + "\". Nothing was changed.")
                    .exception();
        }
    }

    private void requireOperator(Identity who) {
        if (members.roleOf(who.account(), WorkspaceIds.HOME)
                .filter(WorkspaceRole.OWNER::equals)
                .isEmpty()) {
            throw refused("This is for owners of the first workspace.").exception();
        }
    }

    private void requireAnywhere(Identity who, WorkspaceRole least) {
        if (!members.isAnywhere(who.account(), least)) {
            throw refused("You are not " + least.word() + " or more in any workspace.")
                    .exception();
        }
    }

    private void requireInWorkspace(Identity who, String workspace, WorkspaceRole least) {
        WorkspaceRole role = WorkspaceIds.of(workspace)
                .flatMap(id -> members.roleOf(who.account(), id))
                .orElseThrow(() -> Problem.notFound("such workspace").exception());
        require(role, least, "workspace");
    }

    private SessionRole requireInSession(Identity who, String session, WorkspaceRole least) {
        if (!Names.isUuid(session)) {
            throw Problem.notFound("session " + session).exception();
        }
        SessionRole is = sessions.of(UUID.fromString(session), who)
                .orElseThrow(() -> Problem.notFound("session " + session).exception());
        require(is.role(), least, "session");
        return is;
    }

    private static void require(WorkspaceRole is, WorkspaceRole least, String where) {
        if (!is.includes(least)) {
            throw refused("You are " + is.word() + " in this " + where + ", and it takes " + least.word() + ".")
                    .exception();
        }
    }

    private static Problem refused(String why) {
        return Problem.of(403, "role-needed", "You may not do this", why + " Nothing was changed; ask an owner.");
    }
}
