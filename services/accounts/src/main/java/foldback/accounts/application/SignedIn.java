package foldback.accounts.application;

import java.time.Duration;

/**
 * What whoever signed in gets.
 *
 * @param refreshToken for a cookie that no script reads
 * @param refreshLasts how long the cookie is worth keeping
 * @param deviceToken for a cookie too: it says that somebody with the password was here before
 */
public record SignedIn(
        Account account,
        String accessToken,
        Duration accessLasts,
        String refreshToken,
        Duration refreshLasts,
        String deviceToken) {
    /** Without the tokens. */
    @Override
    public String toString() {
        return "SignedIn[account=" + account.id() + "]";
    }
}
