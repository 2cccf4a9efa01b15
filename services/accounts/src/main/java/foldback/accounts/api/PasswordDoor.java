package foldback.accounts.api;

import foldback.accounts.application.OidcSignIn;
import foldback.kit.Problem;
import foldback.kit.ProblemException;
import jakarta.inject.Singleton;

/** Whether people come in by passwords, or by the OpenID provider alone. */
@Singleton
final class PasswordDoor {
    private final OidcSignIn oidc;

    PasswordDoor(OidcSignIn oidc) {
        this.oidc = oidc;
    }

    /** @throws ProblemException where the provider is the only way in */
    void require() {
        if (oidc.isTheOnlyWay()) {
            throw Problem.of(
                            403,
                            "passwords-closed",
                            "Passwords are not taken here",
                            "Sign in with " + oidc.name().orElse("the provider") + ". Nothing was changed.")
                    .exception();
        }
    }
}
