package foldback.mix;

import org.jspecify.annotations.Nullable;

/**
 * Who does things in a session: whom undo, blame and gestures are about.
 *
 * @param name what they were called then, as the session shows them
 * @param account theirs; null in what was recorded before there were accounts, and for programs
 */
public record Person(String name, @Nullable String account) {
    /** Somebody who is known by a name alone. */
    public static Person named(String name) {
        return new Person(name, null);
    }

    /** Whether this is the same person: the same account whatever they were called, or the same name where neither has one. */
    public boolean is(Person other) {
        return key().equals(other.key());
    }

    /** What tells people apart; no account is called as a name is. */
    public String key() {
        return account == null ? "name " + name : "account " + account;
    }
}
