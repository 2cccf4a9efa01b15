package foldback.blob;

/**
 * A part that the store holds.
 *
 * @param number from 1 to {@link #MAX_NUMBER}
 * @param tag the store's own name for these bytes
 */
public record UploadedPart(int number, long bytes, String tag) {
    /** The most parts that S3 makes a blob of. */
    public static final int MAX_NUMBER = 10_000;

    /** The least that S3 takes for a part that is not the last. */
    public static final int MIN_BYTES = 5 << 20;

    public UploadedPart {
        requireNumber(number);
    }

    static void requireNumber(int number) {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException(
                    "parts are numbered from 1 to %d, and this is %d".formatted(MAX_NUMBER, number));
        }
    }
}
