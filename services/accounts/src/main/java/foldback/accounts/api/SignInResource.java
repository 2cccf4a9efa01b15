package foldback.accounts.api;

import foldback.accounts.application.ApiTokens;
import foldback.accounts.application.FirstStart;
import foldback.accounts.application.Limits;
import foldback.accounts.application.Links;
import foldback.accounts.application.Logins;
import foldback.accounts.application.NewPerson;
import foldback.accounts.application.OidcSignIn;
import foldback.accounts.application.PasswordSignIn;
import foldback.accounts.application.SigningKeys;
import foldback.kit.Caller;
import foldback.kit.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ways in and out, for whoever is not signed in. */
@Path("/api/accounts")
final class SignInResource {
    static final String EMAIL = "[^@\\s\\p{Cntrl}<>]{1,64}@[^@\\s\\p{Cntrl}<>]{1,189}";
    private static final int TOKEN_CHARACTERS = 64;

    record SignInRequest(
            @NotBlank @Size(max = Limits.EMAIL_CHARACTERS) String email,

            @NotNull @Size(min = 1, max = Limits.PASSWORD_CHARACTERS)
            String password) {}

    record AddressRequest(
            @NotNull @Size(max = Limits.EMAIL_CHARACTERS) @Pattern(regexp = EMAIL)
            String email) {}

    record LinkRequest(
            @NotBlank @Size(max = TOKEN_CHARACTERS) String token) {}

    record ResetRequest(
            @NotBlank @Size(max = TOKEN_CHARACTERS) String token,
            @NotNull @Size(max = Limits.PASSWORD_CHARACTERS) String password) {}

    /** @param email only where the link does not say it */
    record PersonRequest(
            @NotBlank @Size(max = TOKEN_CHARACTERS) String token,
            @NotBlank @Size(max = Limits.NAME_CHARACTERS) String name,

            @Nullable @Size(max = Limits.EMAIL_CHARACTERS) @Pattern(regexp = EMAIL)
            String email,

            @NotNull @Size(max = Limits.PASSWORD_CHARACTERS) String password) {
        NewPerson person() {
            String called = name.strip();
            if (!Caller.isName(called)) {
                throw Problem.malformed("name: printable characters are needed").exception();
            }
            return new NewPerson(called, email, password);
        }
    }

    record KeyRequest(
            @NotBlank @Size(max = 2 * TOKEN_CHARACTERS) String key) {}

    /** @param link whether a link for a browser is wanted too */
    record LocalRequest(
            @NotBlank @Size(max = 2 * TOKEN_CHARACTERS) String key, boolean link) {}

    /**
     * @param provider what the OpenID provider is called; null if there is none
     * @param passwords whether they are taken
     */
    record Policy(boolean signUp, @Nullable String provider, boolean passwords) {}

    record AccessView(String accessToken, long expiresInSeconds) {}

    /** @param link opens a browser that is signed in, once; null if none was asked for */
    record LocalView(
            UUID account,
            String accessToken,
            long expiresInSeconds,
            @Nullable String link) {}

    private final PasswordSignIn passwords;
    private final Logins logins;
    private final Links links;
    private final ApiTokens apiTokens;
    private final FirstStart firstStart;
    private final SigningKeys keys;
    private final OidcSignIn oidc;
    private final PasswordDoor passwordDoor;
    private final Visitor visitor;

    SignInResource(
            PasswordSignIn passwords,
            Logins logins,
            Links links,
            ApiTokens apiTokens,
            FirstStart firstStart,
            SigningKeys keys,
            OidcSignIn oidc,
            PasswordDoor passwordDoor,
            Visitor visitor) {
        this.passwords = passwords;
        this.logins = logins;
        this.links = links;
        this.apiTokens = apiTokens;
        this.firstStart = firstStart;
        this.keys = keys;
        this.oidc = oidc;
        this.passwordDoor = passwordDoor;
        this.visitor = visitor;
    }

    @GET
    @Path("policy")
    public Policy policy() {
        return new Policy(links.signUpIsOpen(), oidc.name().orElse(null), !oidc.isTheOnlyWay());
    }

    @GET
    @Path("keys")
    public Response keys() {
        Map<String, List<Map<String, Object>>> set = Map.of("keys", keys.published());
        return Response.ok(set).header("Cache-Control", "public, max-age=60").build();
    }

    @POST
    @Path("sign-in")
    public Response signIn(@Valid @NotNull SignInRequest request) {
        passwordDoor.require();
        var result = passwords.signIn(
                request.email(), request.password(), visitor.deviceToken().orElse(null), visitor.client());
        return switch (result) {
            case PasswordSignIn.Result.Done done -> SignedInView.response(done.signedIn(), visitor);
            case PasswordSignIn.Result.Wrong wrong ->
                throw Problem.of(
                                403,
                                "sign-in-refused",
                                "This is not right",
                                "No account has this address and this password. Try again, or ask for a new password.")
                        .exception();
            case PasswordSignIn.Result.TooOften often ->
                throw Problem.tooOften("It was tried too often in vain.", often.retryAfter())
                        .exception();
        };
    }

    @POST
    @Path("refresh")
    public Response refresh() {
        Optional<String> token = visitor.refreshToken();
        Logins.Refreshed refreshed = token.isEmpty()
                ? new Logins.Refreshed.SignInAgain()
                : logins.refresh(token.get(), visitor.deviceToken().orElse(""), visitor.client());
        return switch (refreshed) {
            case Logins.Refreshed.Done done -> SignedInView.response(done.signedIn(), visitor);
            case Logins.Refreshed.SignInAgain again ->
                signedOut(Problem.signInNeeded("You are not signed in on this device, or not any longer."));
            case Logins.Refreshed.UsedTwice twice ->
                signedOut(Problem.of(
                        401,
                        "refresh-token-used-twice",
                        "You were signed out on this device",
                        "What keeps you signed in was used a second time, so somebody may have copied it. It is good for"
                                + " nothing any longer, for nobody; sign in again."));
        };
    }

    private Response signedOut(Problem problem) {
        return Response.fromResponse(problem.response())
                .cookie(visitor.withoutRefresh())
                .build();
    }

    @POST
    @Path("sign-out")
    public Response signOut() {
        visitor.refreshToken().ifPresent(token -> logins.signOut(token, visitor.client()));
        return Response.noContent().cookie(visitor.withoutRefresh()).build();
    }

    @POST
    @Path("password-reset")
    public Response askForReset(@Valid @NotNull AddressRequest request) {
        passwordDoor.require();
        return sent(links.askForReset(request.email(), visitor.client()));
    }

    @POST
    @Path("password-reset/complete")
    public Response reset(@Valid @NotNull ResetRequest request) {
        passwordDoor.require();
        return SignedInView.response(links.reset(request.token(), request.password(), visitor.client()), visitor);
    }

    @POST
    @Path("sign-up")
    public Response askForAccount(@Valid @NotNull AddressRequest request) {
        passwordDoor.require();
        if (!links.signUpIsOpen()) {
            throw Problem.of(
                            403,
                            "sign-up-closed",
                            "Accounts are by invitation here",
                            "Ask an owner of a workspace to invite you. Nothing was changed.")
                    .exception();
        }
        return sent(links.askForAccount(request.email(), visitor.client()));
    }

    @POST
    @Path("sign-up/complete")
    public Response signUp(@Valid @NotNull PersonRequest request) {
        passwordDoor.require();
        return SignedInView.response(links.signUp(request.token(), request.person(), visitor.client()), visitor);
    }

    @POST
    @Path("welcome")
    public Response welcome(@Valid @NotNull PersonRequest request) {
        return SignedInView.response(links.welcome(request.token(), request.person(), visitor.client()), visitor);
    }

    @POST
    @Path("sign-in/link")
    public Response signInByLink(@Valid @NotNull LinkRequest request) {
        return SignedInView.response(links.signIn(request.token(), visitor.client()), visitor);
    }

    @POST
    @Path("sign-in/local")
    public Response signInLocally(@Valid @NotNull LocalRequest request) {
        FirstStart.Local local = firstStart
                .local(request.key(), visitor.isOnThisMachine(), visitor.client())
                .orElseThrow(() -> Problem.notFound("such key").exception());
        return Response.ok(new LocalView(
                        local.account().id(),
                        local.accessToken(),
                        local.lasts().toSeconds(),
                        request.link() ? firstStart.link(local) : null))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("access")
    public Response access(@Valid @NotNull KeyRequest request) {
        ApiTokens.Access access = apiTokens
                .access(request.key())
                .orElseThrow(
                        () -> Problem.signInNeeded("The API token does not count: it is unknown, revoked or expired.")
                                .exception());
        return Response.ok(new AccessView(access.accessToken(), access.lasts().toSeconds()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Revokes an API token: whoever has it may. */
    @POST
    @Path("access/revocation")
    public void revoke(@Valid @NotNull KeyRequest request) {
        if (!apiTokens.revoke(request.key(), visitor.client())) {
            throw Problem.signInNeeded("The API token does not count: it is unknown, revoked or expired.")
                    .exception();
        }
    }

    private static Response sent(Optional<Duration> wait) {
        wait.ifPresent(w -> {
            throw Problem.tooOften("Mail was asked for too often from here.", w).exception();
        });
        return Response.accepted().build();
    }
}
