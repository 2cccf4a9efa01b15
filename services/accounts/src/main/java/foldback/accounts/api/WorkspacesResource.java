package foldback.accounts.api;

import foldback.accounts.api.MeResource.WorkspaceView;
import foldback.accounts.api.SignInResource.LinkRequest;
import foldback.accounts.api.SignInResource.PersonRequest;
import foldback.accounts.application.Account;
import foldback.accounts.application.Audit;
import foldback.accounts.application.AuditEntry;
import foldback.accounts.application.Invitation;
import foldback.accounts.application.Invitations;
import foldback.accounts.application.Limits;
import foldback.accounts.application.Membership;
import foldback.accounts.application.Workspaces;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.identity.WorkspaceRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Workspaces, their members, and the invitations into them. */
@Path("/api/accounts")
final class WorkspacesResource {
    private static final String ROLE = "owner|engineer|artist|viewer";

    record WorkspaceRequest(
            @NotBlank @Size(max = Limits.WORKSPACE_NAME_CHARACTERS)
            String name) {}

    record RoleRequest(@NotNull @Pattern(regexp = ROLE) String role) {}

    record MemberView(UUID account, String name, String role, Instant since) {}

    record InvitationRequest(
            @NotNull @Pattern(regexp = ROLE) String role,

            @Nullable @Size(max = Limits.EMAIL_CHARACTERS) @Pattern(regexp = SignInResource.EMAIL)
            String email) {}

    /** @param link shown once, when it is made */
    record InvitationView(
            UUID id,
            String role,
            @Nullable String email,
            String invitedBy,
            Instant since,
            Instant expiresAt,
            @Nullable String link) {
        static InvitationView of(Invitation invitation, @Nullable String link) {
            return new InvitationView(
                    invitation.id(),
                    invitation.role().word(),
                    invitation.email(),
                    invitation.invitedByName(),
                    invitation.createdAt(),
                    invitation.expiresAt(),
                    link);
        }
    }

    /** What somebody who has an invitation may know of it. */
    record LookView(String workspace, String role, @Nullable String email, String invitedBy, Instant expiresAt) {}

    private final Me me;
    private final Workspaces workspaces;
    private final Invitations invitations;
    private final Audit audit;
    private final PasswordDoor passwordDoor;
    private final Visitor visitor;

    WorkspacesResource(
            Me me,
            Workspaces workspaces,
            Invitations invitations,
            Audit audit,
            PasswordDoor passwordDoor,
            Visitor visitor) {
        this.me = me;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.audit = audit;
        this.passwordDoor = passwordDoor;
        this.visitor = visitor;
    }

    @POST
    @Path("workspaces")
    public Response found(@Valid @NotNull WorkspaceRequest request) {
        Account owner = me.accountInPerson();
        String name = request.name().strip();
        UUID id = workspaces
                .found(owner, name, visitor.client())
                .orElseThrow(() -> Problem.of(
                                409,
                                "too-many-workspaces",
                                "There are too many",
                                "You own " + Limits.WORKSPACES_OWNED
                                        + " workspaces, and nobody may own more. None was made.")
                        .exception());
        return Response.status(Response.Status.CREATED)
                .entity(new WorkspaceView(id.toString(), name, WorkspaceRole.OWNER.word()))
                .build();
    }

    // ---- members

    @GET
    @Path("workspaces/{workspace}/members")
    public List<MemberView> members(@PathParam("workspace") String workspace) {
        Membership asking = me.memberOf(workspace);
        return workspaces.members(asking.workspace()).stream()
                .map(m -> new MemberView(m.account(), m.name(), m.role().word(), m.since()))
                .toList();
    }

    @PUT
    @Path("workspaces/{workspace}/members/{account}")
    public void setRole(
            @PathParam("workspace") String workspace,
            @PathParam("account") String account,
            @Valid @NotNull RoleRequest request) {
        Membership owner = me.ownerOf(workspace);
        done(workspaces.setRole(
                owner.workspace(),
                Names.uuid(account, "such member"),
                role(request.role()),
                me.account(),
                visitor.client()));
    }

    @DELETE
    @Path("workspaces/{workspace}/members/{account}")
    public void remove(@PathParam("workspace") String workspace, @PathParam("account") String account) {
        UUID leaving = Names.uuid(account, "such member");
        Account by = me.accountInPerson();
        Membership asking = by.id().equals(leaving) ? me.memberOf(workspace) : me.ownerOf(workspace);
        done(workspaces.remove(asking.workspace(), leaving, by, visitor.client()));
    }

    private static void done(Workspaces.Result result) {
        switch (result) {
            case Workspaces.Result.Done done -> {}
            case Workspaces.Result.NoSuchMember none ->
                throw Problem.notFound("such member").exception();
            case Workspaces.Result.LastOwner last ->
                throw Problem.of(
                                409,
                                "last-owner",
                                "Somebody has to own the workspace",
                                "This is its last owner. Nothing was changed; make somebody else an owner first.")
                        .exception();
        }
    }

    // ---- invitations

    @GET
    @Path("workspaces/{workspace}/invitations")
    public List<InvitationView> invitations(@PathParam("workspace") String workspace) {
        return invitations.open(me.ownerOf(workspace).workspace()).stream()
                .map(i -> InvitationView.of(i, null))
                .toList();
    }

    @POST
    @Path("workspaces/{workspace}/invitations")
    public Response invite(@PathParam("workspace") String workspace, @Valid @NotNull InvitationRequest request) {
        Membership owner = me.ownerOf(workspace);
        Invitations.Made made = invitations
                .invite(owner, role(request.role()), request.email(), visitor.client())
                .orElseThrow(() -> Problem.of(
                                409,
                                "too-many-invitations",
                                "There are too many",
                                Limits.OPEN_INVITATIONS
                                        + " invitations are open, and there may not be more. None was made; withdraw one.")
                        .exception());
        return Response.status(Response.Status.CREATED)
                .entity(InvitationView.of(made.invitation(), made.link()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("workspaces/{workspace}/invitations/{invitation}")
    public void withdraw(@PathParam("workspace") String workspace, @PathParam("invitation") String invitation) {
        Membership owner = me.ownerOf(workspace);
        if (!invitations.withdraw(owner, Names.uuid(invitation, "such invitation"), visitor.client())) {
            throw Problem.notFound("such invitation").exception();
        }
    }

    @POST
    @Path("invitations/look")
    public LookView look(@Valid @NotNull LinkRequest request) {
        return invitations
                .look(request.token())
                .map(i -> new LookView(i.workspaceName(), i.role().word(), i.email(), i.invitedByName(), i.expiresAt()))
                .orElseThrow(() -> Problem.notFound("such invitation").exception());
    }

    @POST
    @Path("invitations/accept")
    public Response accept(@Valid @NotNull PersonRequest request) {
        passwordDoor.require();
        return SignedInView.response(invitations.accept(request.token(), request.person(), visitor.client()), visitor);
    }

    @POST
    @Path("invitations/join")
    public Response join(@Valid @NotNull LinkRequest request) {
        Account account = me.accountInPerson();
        return SignedInView.response(invitations.accept(request.token(), account, visitor.client()), visitor);
    }

    // ---- what happened

    @GET
    @Path("workspaces/{workspace}/audit")
    public List<AuditEntry> audit(
            @PathParam("workspace") String workspace, @QueryParam("before") @Nullable String before) {
        Membership owner = me.ownerOf(workspace);
        return audit.of(owner.workspace(), before == null ? null : Names.uuid(before, "such entry"));
    }

    private static WorkspaceRole role(String word) {
        return WorkspaceRole.of(word)
                .orElseThrow(() -> Problem.malformed("role: " + ROLE).exception());
    }
}
