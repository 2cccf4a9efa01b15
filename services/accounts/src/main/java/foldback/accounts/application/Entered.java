package foldback.accounts.application;

import java.time.Duration;

/** What came of opening a link, or of choosing a password. */
public sealed interface Entered {
    record Done(SignedIn signedIn) implements Entered {}

    /** The link is unknown, was used, was withdrawn or is too old: which of these is nobody's business. */
    record NoSuchLink() implements Entered {}

    record PasswordRefused(String why) implements Entered {}

    /** An account has this address already; whoever's it is signs in and opens the link again. */
    record AddressTaken() implements Entered {}

    record AddressMissing() implements Entered {}

    /** There are as many members as there can be. */
    record WorkspaceFull() implements Entered {}

    record Busy(Duration retryAfter) implements Entered {}
}
