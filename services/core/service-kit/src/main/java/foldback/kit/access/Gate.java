package foldback.kit.access;

import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.ProblemException;
import foldback.kit.identity.AccessTokens;
import foldback.kit.identity.GuestPass;
import foldback.kit.identity.Identity;
import foldback.kit.identity.TokenCheck;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import foldback.kit.limits.Rates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who may pass. Whoever may not know that something is there is told that it is not; whoever may know and may not do it is told what
 * it takes.
 */
@ApplicationScoped
public class Gate {
    private static final String SUCH_WORKSPACE = "such workspace";

    private final Caller caller;
    private final TokenCheck tokens;
    private final Members members;
    private final SessionAccess sessions;
    private final Rates rates;

    Gate(Caller caller, TokenCheck tokens, Members members, SessionAccess sessions, Rates rates) {
        this.caller = caller;
        this.tokens = tokens;
        this.members = members;
        this.sessions = sessions;
        this.rates = rates;
    }

    /** Holds a request against its row. */
    void pass(RouteRule rule, Map<String, String> parameters) {
        if (rule.requirement() instanceof Requirement.Nobody) {
            return;
        }
        Identity who = signedIn();
        rates.ofAccount(who.account()).ifPresent(wait -> {
            throw Problem.tooOften("Your account sends requests faster than they are taken.", wait)
                    .exception();
        });
        requireScope(who, rule.scope());
        GuestPass guest = who.guest();
        if (guest != null) {
            requireForGuests(rule, guest);
        }
        switch (rule.requirement()) {
            case Requirement.Nobody nobody -> {}
            case Requirement.Account account -> {}
            case Requirement.InWhatIsNamed later -> {}
            case Requirement.Operator operator -> requireOperator(who);
            case Requirement.Anywhere anywhere -> requireAnywhere(who, anywhere.role());
            case Requirement.InWorkspace in ->
                requireInWorkspace(who, named(parameters, in.parameter()), in.role(), SUCH_WORKSPACE);
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
        requireInWorkspace(signedIn(), workspace, least, SUCH_WORKSPACE);
    }

    /**
     * Refuses who is not at least this in the workspace of a thing.
     *
     * @param what the thing is called where nobody may know of it
     * @throws ProblemException not found, or refused
     */
    public void inWorkspaceOf(String workspace, WorkspaceRole least, String what) {
        requireInWorkspace(signedIn(), workspace, least, what);
    }

    /** What the caller may do as a guest; empty if they have an account. */
    public Optional<GuestPass> guest() {
        return Optional.ofNullable(signedIn().guest());
    }

    /**
     * Refuses a guest whose link does not say that they may.
     *
     * @throws ProblemException refused
     */
    public void requireOfGuests(GuestPass.Right right) {
        guest().ifPresent(guest -> requireOfGuest(guest, right));
    }

    /** The workspaces that the caller is something in. */
    public Set<UUID> workspaces() {
        return roles().keySet();
    }

    /** What the caller is, by workspace. */
    public Map<UUID, WorkspaceRole> roles() {
        return members.rolesOf(signedIn().account());
    }

    /** What the caller is in a session; empty if there is no such session, or none that they may know of. */
    public Optional<SessionRole> roleIn(UUID session) {
        return roleOf(signedIn(), session);
    }

    /**
     * The workspace of a name, in which the caller is at least this.
     *
     * @throws ProblemException not found, or refused
     */
    public UUID workspace(String name, WorkspaceRole least) {
        return requireInWorkspace(signedIn(), name, least, SUCH_WORKSPACE);
    }

    /** Whether the caller is at least this in a session. */
    public boolean isInSession(UUID session, WorkspaceRole least) {
        return roleIn(session).filter(is -> is.role().includes(least)).isPresent();
    }

    /** What came of somebody who wants a socket. */
    public sealed interface Admission {
        /** They may. */
        record Admitted(Identity identity) implements Admission {}

        record SignInNeeded() implements Admission {}

        record NoSuchSession() implements Admission {}

        /** Their account asks faster than is answered. */
        record TooOften() implements Admission {}
    }

    /**
     * Whether somebody may begin to look on at a session; counted as a request of their account is.
     *
     * @param token an access token; null for whoever has none
     */
    public Admission toEnter(UUID session, @Nullable String token) {
        Admission admission = toLookOn(session, token);
        return admission instanceof Admission.Admitted admitted
                        && rates.ofAccount(admitted.identity().account()).isPresent()
                ? new Admission.TooOften()
                : admission;
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
        return valid.identity().guest() == null
                        && sessions.of(session, valid.identity()).isPresent()
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

    private UUID requireInWorkspace(Identity who, String workspace, WorkspaceRole least, String what) {
        UUID id = WorkspaceIds.of(workspace)
                .orElseThrow(() -> Problem.notFound(what).exception());
        WorkspaceRole role = members.roleOf(who.account(), id)
                .orElseThrow(() -> Problem.notFound(what).exception());
        count(id);
        require(role, least, "workspace");
        return id;
    }

    private SessionRole requireInSession(Identity who, String session, WorkspaceRole least) {
        if (!Names.isUuid(session)) {
            throw Problem.notFound("session " + session).exception();
        }
        SessionRole is = roleOf(who, UUID.fromString(session))
                .orElseThrow(() -> Problem.notFound("session " + session).exception());
        count(is.workspace());
        require(is.role(), least, "session");
        return is;
    }

    /** Only what its members ask for: strangers cannot make a workspace wait. */
    private void count(UUID workspace) {
        rates.ofWorkspace(workspace).ifPresent(wait -> {
            throw Problem.tooOften("This workspace is asked for more than is answered.", wait)
                    .exception();
        });
    }

    /** What somebody is in a session. Guests are something in that of their link, and in no other. */
    private Optional<SessionRole> roleOf(Identity who, UUID session) {
        GuestPass guest = who.guest();
        if (guest == null) {
            return sessions.of(session, who);
        }
        boolean speaks = guest.may(GuestPass.Right.NOTE) || guest.may(GuestPass.Right.DECIDE);
        return guest.session().equals(session)
                ? Optional.of(new SessionRole(guest.workspace(), speaks ? WorkspaceRole.ARTIST : WorkspaceRole.VIEWER))
                : Optional.empty();
    }

    /** A route is for guests only if its row says so; whether what it names is theirs is looked at as for everybody. */
    private void requireForGuests(RouteRule rule, GuestPass guest) {
        GuestRule needs = rule.guest();
        if (needs == null || (needs == GuestRule.SERVICE && !caller.isService())) {
            throw refusedToGuests("This is for people with accounts.").exception();
        }
        GuestPass.Right right = needs.right();
        if (right != null) {
            requireOfGuest(guest, right);
        }
    }

    private static void requireOfGuest(GuestPass guest, GuestPass.Right right) {
        if (!guest.may(right)) {
            throw refusedToGuests("The link that let you in does not say \"" + right.word() + "\".")
                    .exception();
        }
    }

    private static Problem refusedToGuests(String why) {
        return Problem.of(
                403,
                "not-for-guests",
                "Guests may not do this",
                why + " Nothing was changed; ask whoever gave you the link.");
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
