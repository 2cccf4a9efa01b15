package foldback.accounts.api;

import foldback.accounts.api.SignedInView.AccountView;
import foldback.accounts.application.Account;
import foldback.accounts.application.ApiToken;
import foldback.accounts.application.ApiTokens;
import foldback.accounts.application.Limits;
import foldback.accounts.application.Login;
import foldback.accounts.application.Logins;
import foldback.accounts.application.Membership;
import foldback.accounts.application.People;
import foldback.accounts.application.Workspaces;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Path("/api/accounts/me")
final class MeResource {
    record MeView(UUID id, String name, @Nullable String email, List<WorkspaceView> workspaces) {}

    record WorkspaceView(String id, String name, String role) {
        static WorkspaceView of(Membership membership) {
            return new WorkspaceView(
                    WorkspaceIds.name(membership.workspace()),
                    membership.workspaceName(),
                    membership.role().word());
        }
    }

    record NameRequest(
            @NotBlank @Size(max = Limits.NAME_CHARACTERS) String name) {}

    record PasswordRequest(
            @NotNull @Size(max = Limits.PASSWORD_CHARACTERS) String current,
            @NotNull @Size(max = Limits.PASSWORD_CHARACTERS) String next) {}

    record LoginView(UUID id, String device, Instant since, Instant lastUsedAt, boolean current) {}

    record ApiTokenRequest(
            @NotBlank @Size(max = Limits.TOKEN_NAME_CHARACTERS)
            String name,

            @NotNull @Pattern(regexp = "all|studio|read") String scope,
            @NotNull @Min(1) @Max(366) Integer days) {}

    /** @param secret shown once, when it is made */
    record ApiTokenView(
            UUID id,
            String name,
            String scope,
            Instant since,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String secret) {
        static ApiTokenView of(ApiToken token, @Nullable String secret) {
            return new ApiTokenView(
                    token.id(),
                    token.name(),
                    token.scope().word(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    secret);
        }
    }

    private final Me me;
    private final People people;
    private final Workspaces workspaces;
    private final Logins logins;
    private final ApiTokens apiTokens;
    private final Visitor visitor;

    MeResource(Me me, People people, Workspaces workspaces, Logins logins, ApiTokens apiTokens, Visitor visitor) {
        this.me = me;
        this.people = people;
        this.workspaces = workspaces;
        this.logins = logins;
        this.apiTokens = apiTokens;
        this.visitor = visitor;
    }

    @GET
    public MeView me() {
        return view(me.account());
    }

    private MeView view(Account account) {
        return new MeView(
                account.id(),
                account.name(),
                account.email(),
                workspaces.of(account.id()).stream().map(WorkspaceView::of).toList());
    }

    @PATCH
    public AccountView rename(@Valid @NotNull NameRequest request) {
        Account account = me.accountInPerson();
        String name = request.name().strip();
        if (!Caller.isName(name)) {
            throw Problem.malformed("name: printable characters are needed").exception();
        }
        people.rename(account.id(), name, visitor.client());
        return new AccountView(account.id(), name, account.email());
    }

    @POST
    @Path("password")
    public void changePassword(@Valid @NotNull PasswordRequest request) {
        Account account = me.accountInPerson();
        var result = people.changePassword(
                account.id(), me.identity().login(), request.current(), request.next(), visitor.client());
        switch (result) {
            case People.Result.Done done -> {}
            case People.Result.PasswordRefused refused -> throw SignedInView.passwordRefused(refused.why());
            case People.Result.WrongPassword wrong ->
                throw Problem.of(
                                403,
                                "password-wrong",
                                "The password is another",
                                "Yours is as it was. Try again, or ask for a new one by mail.")
                        .exception();
            case People.Result.TooOften often ->
                throw Problem.tooOften("Passwords were tried or chosen too often.", often.retryAfter())
                        .exception();
        }
    }

    // ---- where one is signed in

    @GET
    @Path("logins")
    public List<LoginView> logins() {
        UUID here = me.identity().login();
        return logins.of(me.accountInPerson().id()).stream()
                .map(l -> view(l, here))
                .toList();
    }

    private static LoginView view(Login login, UUID here) {
        return new LoginView(
                login.id(),
                login.device(),
                login.createdAt(),
                login.lastUsedAt(),
                login.id().equals(here));
    }

    @DELETE
    @Path("logins")
    public Response signOutEverywhere() {
        logins.endAll(me.accountInPerson().id(), visitor.client());
        return Response.noContent().cookie(visitor.withoutRefresh()).build();
    }

    @DELETE
    @Path("logins/{login}")
    public void signOut(@PathParam("login") String login) {
        UUID id = Names.uuid(login, "such sign-in");
        if (!logins.end(me.accountInPerson().id(), id, visitor.client())) {
            throw Problem.notFound("such sign-in").exception();
        }
    }

    // ---- keys for programs

    @GET
    @Path("api-tokens")
    public List<ApiTokenView> apiTokens() {
        return apiTokens.of(me.accountInPerson().id()).stream()
                .map(t -> ApiTokenView.of(t, null))
                .toList();
    }

    @POST
    @Path("api-tokens")
    public Response makeApiToken(@Valid @NotNull ApiTokenRequest request) {
        Account account = me.accountInPerson();
        ApiTokens.Made made = apiTokens
                .make(
                        account.id(),
                        request.name().strip(),
                        Identity.Scope.valueOf(request.scope().toUpperCase(Locale.ROOT)),
                        Duration.ofDays(request.days()),
                        visitor.client())
                .orElseThrow(() -> Problem.of(
                                409,
                                "too-many-api-tokens",
                                "There are too many",
                                "You have " + Limits.API_TOKENS
                                        + " API tokens, and nobody may have more. None was made; revoke one.")
                        .exception());
        return Response.status(Response.Status.CREATED)
                .entity(ApiTokenView.of(made.token(), made.secret()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("api-tokens/{token}")
    public void revokeApiToken(@PathParam("token") String token) {
        UUID id = Names.uuid(token, "such API token");
        if (!apiTokens.revoke(me.accountInPerson().id(), id, visitor.client())) {
            throw Problem.notFound("such API token").exception();
        }
    }
}
