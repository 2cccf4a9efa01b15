package foldback.review.application;

import foldback.log.Author;

/** Telling people apart. */
final class People {
    private People() {}

    /** Whether two are one person: by account, or by name where neither has one. */
    static boolean same(Author one, Author other) {
        boolean byName = one.account() == null && other.account() == null;
        return byName
                ? one.name().equals(other.name())
                : one.account() != null && one.account().equals(other.account());
    }
}
