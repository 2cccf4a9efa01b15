package foldback.review.application;

import foldback.log.Author;

/**
 * Somebody who wants something of a review.
 *
 * @param author as records of the log name them
 * @param standing what they are in the session
 */
public record Who(Author author, Standing standing) {
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

    /** Whether this is the same person: by account, or by name where neither has one. */
    public boolean is(Author other) {
        return People.same(author, other);
    }
}
