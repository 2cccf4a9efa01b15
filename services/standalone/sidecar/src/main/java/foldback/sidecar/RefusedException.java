package foldback.sidecar;

/** Something on this machine is in the way of a start; the message says what, and what to do. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ExitCode exitCode;

    RefusedException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
