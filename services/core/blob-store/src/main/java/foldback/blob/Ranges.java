package foldback.blob;

/** A stretch of a blob. */
final class Ranges {
    private Ranges() {}

    static void require(long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("not a stretch of a blob: %d bytes from %d".formatted(length, offset));
        }
    }
}
