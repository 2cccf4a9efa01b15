package foldback.audio;

/** Carries a refusal out of the parser; never leaves this package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Refusal.Reason reason, String sentence) {
        this(new Refusal(reason, sentence, null));
    }

    RefusedException(Refusal.Reason reason, String sentence, long atByte) {
        this(new Refusal(reason, sentence, atByte));
    }

    RefusedException(Refusal refusal) {
        super(refusal.sentence(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
