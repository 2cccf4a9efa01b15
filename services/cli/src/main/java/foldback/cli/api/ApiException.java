package foldback.cli.api;

/** The server refused, or did not answer. The message is fit for a person. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    public ApiException(int status, String title, String detail) {
        super(detail.isEmpty() ? title : title + ": " + detail);
        this.status = status;
    }

    /** The HTTP status; 0 if there was no answer. */
    public int status() {
        return status;
    }
}
