package foldback.audio;

/** Carries a refusal out of the parser; never leaves this package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Refusal.Reason reason, String sentence) {
        super(sentence, null, false, false);
        refusal = new Refusal(reason, sentence);
    }

    Refusal refusal() {
        return refusal;
    }
}
