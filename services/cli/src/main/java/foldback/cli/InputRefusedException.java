package foldback.cli;

/** What the person gave cannot be used. The message names it and says what to do. */
public final class InputRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    public InputRefusedException(String message) {
        super(message);
    }
}
