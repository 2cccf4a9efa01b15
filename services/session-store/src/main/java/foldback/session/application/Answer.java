package foldback.session.application;

/** What came of a change that somebody sent. */
public sealed interface Answer {
    /** It was folded: it applied, or is void. */
    record Folded(Recorded recorded) implements Answer {}

    /** The same change had come before; this is what came of it then. */
    record Resent(Recorded first) implements Answer {}

    /**
     * The client had counted further already, and this is not what it sent under that number: nothing happened.
     *
     * @param lastSequence that was folded of this client
     */
    record SequencePassed(long lastSequence) implements Answer {}

    /** The session stands still, because its log cannot be read. */
    record Stopped(String reason) implements Answer {}
}
