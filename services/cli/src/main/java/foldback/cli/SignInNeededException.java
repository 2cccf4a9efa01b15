package foldback.cli;

/** Nobody is signed in where something is to be done. The message says how to. */
public final class SignInNeededException extends Exception {
    private static final long serialVersionUID = 1;

    public SignInNeededException(String message) {
        super(message);
    }
}
