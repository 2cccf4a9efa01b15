package foldback.cli.api;

/** The server refused, or did not answer. The message is fit for a person. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    private static final String PROBLEM = "urn:foldback:problem:";

    private final int status;
    private final String type;

    public ApiException(int status, String title, String detail) {
        this(status, "", title, detail);
    }

    ApiException(int status, String type, String title, String detail) {
        super(detail.isEmpty() ? title : title + ": " + detail);
        this.status = status;
        this.type = type;
    }

    /** Whether the server named this problem. */
    public boolean isProblem(String slug) {
        return type.equals(PROBLEM + slug);
    }

    /** The HTTP status; 0 if there was no answer. */
    public int status() {
        return status;
    }
}
