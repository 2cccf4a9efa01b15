package foldback.accounts.api;

import foldback.accounts.application.Account;
import foldback.accounts.application.Entered;
import foldback.accounts.application.SignedIn;
import foldback.kit.Problem;
import foldback.kit.ProblemException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What whoever signed in is told; the cookies go beside it. */
record SignedInView(AccountView account, String accessToken, long expiresInSeconds) {
    record AccountView(UUID id, String name, @Nullable String email) {
        static AccountView of(Account account) {
            return new AccountView(account.id(), account.name(), account.email());
        }
    }

    static Response response(SignedIn signedIn, Visitor visitor) {
        return Response.ok(new SignedInView(
                        AccountView.of(signedIn.account()),
                        signedIn.accessToken(),
                        signedIn.accessLasts().toSeconds()))
                .cookie(visitor.cookies(signedIn))
                .header("Cache-Control", "no-store")
                .build();
    }

    static Response response(Entered entered, Visitor visitor) {
        return switch (entered) {
            case Entered.Done done -> response(done.signedIn(), visitor);
            case Entered.NoSuchLink none ->
                throw Problem.of(
                                404,
                                "link-spent",
                                "The link is good for nothing",
                                "It was used, withdrawn or is too old. Nothing was changed; ask for another.")
                        .exception();
            case Entered.PasswordRefused refused -> throw passwordRefused(refused.why());
            case Entered.AddressTaken taken ->
                throw Problem.of(
                                409,
                                "address-taken",
                                "There is an account already",
                                "Sign in with it, or choose another address. Nothing was changed, and the link is good still.")
                        .exception();
            case Entered.AddressMissing missing ->
                throw Problem.malformed("email: an address is needed").exception();
            case Entered.WorkspaceFull full ->
                throw Problem.of(
                                409,
                                "workspace-full",
                                "The workspace is full",
                                "It has as many members as a workspace can have. Nothing was changed; ask an owner.")
                        .exception();
            case Entered.Busy busy ->
                throw Problem.tooOften("Too many people choose a password just now.", busy.retryAfter())
                        .exception();
        };
    }

    static ProblemException passwordRefused(String why) {
        return Problem.of(
                        422,
                        "password-refused",
                        "Choose another password",
                        why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ". Nothing was changed.")
                .exception();
    }
}
