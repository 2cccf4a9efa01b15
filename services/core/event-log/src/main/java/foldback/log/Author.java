package foldback.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose doing a record is.
 *
 * @param name what they were called then, as sessions show them
 * @param account theirs; null for a program, and for whoever needed none
 */
public record Author(String name, @Nullable UUID account) {
    /** Somebody, or a program, that has no account. */
    public static Author named(String name) {
        return new Author(name, null);
    }
}
