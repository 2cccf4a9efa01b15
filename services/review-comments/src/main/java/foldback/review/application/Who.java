package foldback.review.application;

import foldback.log.Author;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants something of a review.
 *
 * @param author as records of the log name them
 * @param standing what they are in the session
 * @param onlyRevision the one revision that a guest was let in for; null for everything that their standing is good for
 */
public record Who(
        Author author, Standing standing, @Nullable String onlyRevision) {
    /** Somebody to whom no revision is closed. */
    public Who(Author author, Standing standing) {
        this(author, standing, null);
    }

    /** What somebody is in a session, from the least. */
    public enum Standing {
        /** Let in by a link; sees what is open to guests. */
        GUEST,
        VIEWER,
        ARTIST,
        ENGINEER,
        OWNER;

        boolean isAtLeast(Standing least) {
            return compareTo(least) >= 0;
        }
    }

    /** Whether what is about a revision, or about the live mix, is for them. */
    public boolean hears(@Nullable String revision) {
        return onlyRevision == null || onlyRevision.equals(revision);
    }

    /** Whether this is the same person: by account, or by name where neither has one. */
    public boolean is(Author other) {
        return People.same(author, other);
    }
}
