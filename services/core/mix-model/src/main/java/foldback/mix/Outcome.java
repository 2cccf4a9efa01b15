package foldback.mix;

/** What came of a change. */
public sealed interface Outcome {
    record Applied() implements Outcome {}

    record Voided(VoidReason reason) implements Outcome {}

    /** The same change had come before; nothing happened, and no version was counted. */
    record Resent() implements Outcome {}
}
