package foldback.review.application;

import foldback.log.Author;

/** Telling people apart. */
final class People {
    private People() {}

    /** Whether two are one person: by account, or by name where neither has one. */
    static boolean same(Author one, Author other) {
        return one.account() == null && other.account() == null
                ? one.name().equals(other.name())
                : one.account() != null && one.account().equals(other.account());
    }
}
