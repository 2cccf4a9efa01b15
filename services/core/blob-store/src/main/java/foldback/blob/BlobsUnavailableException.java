package foldback.blob;

/** The store did not answer, or refused for a reason of its own. */
public final class BlobsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BlobsUnavailableException(String message) {
        super(message);
    }

    public BlobsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
