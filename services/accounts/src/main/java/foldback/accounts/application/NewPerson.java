package foldback.accounts.application;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says who makes an account.
 *
 * @param email null if the link that they have says it
 */
public record NewPerson(String name, @Nullable String email, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "NewPerson[name=" + name + "]";
    }
}
