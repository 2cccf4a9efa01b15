package foldback.accounts.api;

import foldback.accounts.application.Account;
import foldback.accounts.application.Membership;
import foldback.accounts.application.People;
import foldback.accounts.application.Workspaces;
import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import jakarta.enterprise.context.RequestScoped;

/** Who is signed in, and what they are in the workspace that a path names. */
@RequestScoped
class Me {
    private final Caller caller;
    private final People people;
    private final Workspaces workspaces;

    Me(Caller caller, People people, Workspaces workspaces) {
        this.caller = caller;
        this.people = people;
        this.workspaces = workspaces;
    }

    Identity identity() {
        return caller.signedIn();
    }

    Account account() {
        return people.of(identity())
                .orElseThrow(
                        () -> Problem.signInNeeded("You were signed out here.").exception());
    }

    /** Whoever is signed in, for what a key for a program is not good for. */
    Account accountInPerson() {
        Account account = account();
        if (identity().scope() != Identity.Scope.ALL) {
            throw Problem.of(
                            403,
                            "token-scope",
                            "The token is not good for this",
                            "Its scope is \"" + identity().scope().word()
                                    + "\", and accounts and workspaces need \"all\". Nothing was changed.")
                    .exception();
        }
        return account;
    }

    /** A member of a workspace; not found, if whoever asks is none. */
    Membership memberOf(String workspace) {
        Account account = account();
        return WorkspaceIds.of(workspace)
                .flatMap(id -> workspaces.membership(id, account.id()))
                .orElseThrow(() -> Problem.notFound("such workspace").exception());
    }

    /** An owner of a workspace; not found, if whoever asks is no member, and refused, if they are another. */
    Membership ownerOf(String workspace) {
        accountInPerson();
        Membership member = memberOf(workspace);
        if (member.role() != WorkspaceRole.OWNER) {
            throw Problem.of(
                            403,
                            "role-needed",
                            "Only owners may do this",
                            "You are " + member.role().word()
                                    + " in this workspace. Nothing was changed; ask an owner.")
                    .exception();
        }
        return member;
    }
}
