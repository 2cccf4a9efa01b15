package foldback.blob;

/** Nothing is stored under the key. */
public final class NoSuchBlobException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoSuchBlobException(String key) {
        super("no blob " + key);
    }
}
