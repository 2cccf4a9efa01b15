package foldback.blob;

/**
 * A part that the store holds.
 *
 * @param number from 1
 * @param tag the store's own name for these bytes
 */
public record UploadedPart(int number, long bytes, String tag) {}
