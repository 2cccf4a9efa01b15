package foldback.accounts.application;

import foldback.log.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody.
 *
 * @param name what sessions call them
 * @param email in lower case; null for the first owner until they have claimed their account
 */
public record Account(UUID id, String name, @Nullable String email) {
    /** Them as the author of a record. */
    Author author() {
        return new Author(name, id);
    }
}
