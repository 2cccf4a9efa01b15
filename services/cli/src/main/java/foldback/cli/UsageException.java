package foldback.cli;

/** The words of the command are off. The message says how they go. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
