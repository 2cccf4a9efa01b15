package foldback.cli;

/** The place for a result cannot be written to. The message names it and says what to do. */
public final class OutputUnwritableException extends Exception {
    private static final long serialVersionUID = 1;

    public OutputUnwritableException(String message) {
        super(message);
    }
}
