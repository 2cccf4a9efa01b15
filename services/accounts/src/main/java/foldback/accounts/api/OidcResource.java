package foldback.accounts.api;

import foldback.accounts.application.OidcSignIn;
import foldback.kit.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The way in by the OpenID provider of the installation. */
@Path("/api/accounts/oidc")
final class OidcResource {
    private static final int CODE_CHARACTERS = 4096;

    /** @param address of the provider, where the page goes */
    record BegunView(URI address) {}

    record CompleteRequest(
            @NotBlank @Size(max = CODE_CHARACTERS) String code,
            @NotBlank @Size(max = 256) String state) {}

    private final OidcSignIn oidc;
    private final Visitor visitor;

    OidcResource(OidcSignIn oidc, Visitor visitor) {
        this.oidc = oidc;
        this.visitor = visitor;
    }

    @POST
    @Path("start")
    public Response start() {
        if (oidc.name().isEmpty()) {
            throw Problem.notFound("such way in").exception();
        }
        OidcSignIn.Begun begun = oidc.begin()
                .orElseThrow(
                        () -> away("It does not say where people are sent to.").exception());
        return Response.ok(new BegunView(begun.address()))
                .cookie(visitor.sent(begun.binding(), begun.lasts()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("complete")
    public Response complete(@Valid @NotNull CompleteRequest request) {
        if (oidc.name().isEmpty()) {
            throw Problem.notFound("such way in").exception();
        }
        OidcSignIn.Result result =
                oidc.complete(request.code(), request.state(), visitor.binding().orElse(""), visitor.client());
        return switch (result) {
            case OidcSignIn.Result.Done done -> SignedInView.response(done.signedIn(), visitor);
            case OidcSignIn.Result.NotUnderWay none ->
                throw Problem.of(
                                403,
                                "sign-in-not-under-way",
                                "Nobody signs in so just now",
                                "It was begun in another browser, more than ten minutes ago, or it is finished already."
                                        + " Nothing was changed; sign in again.")
                        .exception();
            case OidcSignIn.Result.Refused refused ->
                throw Problem.of(
                                403,
                                "provider-not-believed",
                                "The provider's word was not taken",
                                refused.why()
                                        + " Nothing was changed; sign in again, and tell whoever runs this if it stays so.")
                        .exception();
            case OidcSignIn.Result.Away away -> throw away(away.why()).exception();
            case OidcSignIn.Result.NotInvited none ->
                throw Problem.of(
                                403,
                                "not-invited",
                                "There is no account for you yet",
                                "The provider knows you, but nobody has invited your address. Ask an owner of a workspace"
                                        + " to invite it by mail, and sign in again.")
                        .exception();
            case OidcSignIn.Result.NoAddress none ->
                throw Problem.of(
                                403,
                                "address-not-vouched-for",
                                "The provider vouches for no address of yours",
                                "Somebody new is known by an e-mail address that the provider has verified. Have it"
                                        + " verified there, and sign in again.")
                        .exception();
        };
    }

    private static Problem away(String why) {
        return Problem.of(
                503,
                "provider-away",
                "The provider does not answer",
                why + " Nothing was changed; try again in a while.");
    }
}
