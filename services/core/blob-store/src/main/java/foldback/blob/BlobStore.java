package foldback.blob;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bytes by key. Keys are {@code folder/name}, of {@code a-z 0-9 . - /}; anything else is
 * an IllegalArgumentException. A blob is never changed once written; writing the same
 * key again means the same bytes.
 *
 * <p>Every method throws {@link BlobsUnavailableException} if the store does not answer, and those that read a key
 * {@link NoSuchBlobException} if nothing is there.
 */
public interface BlobStore extends AutoCloseable {
    void put(String key, byte[] bytes, String contentType);

    void put(String key, Path file, String contentType);

    /** The size in bytes, if the blob is there. */
    Optional<Long> size(String key);

    /** The whole blob as a stream that the caller closes. */
    InputStream read(String key);

    /**
     * A part of the blob.
     *
     * @return {@code length} bytes, or as many as there are from {@code offset} on
     */
    byte[] read(String key, long offset, int length);

    /** Removes the blob, if it is there. */
    void delete(String key);

    /**
     * A URL that anybody can GET the blob from, ranges included, without credentials.
     *
     * @param fileName what a browser should save it as; empty to play it in place
     */
    URI presignedRead(String key, Duration validFor, Optional<String> fileName);

    /**
     * Begins an upload in parts.
     *
     * @return the upload's id within this store
     */
    String beginUpload(String key, String contentType);

    /**
     * A URL that anybody can PUT one part to, without credentials.
     *
     * @param number from 1 to {@link UploadedPart#MAX_NUMBER}
     */
    URI presignedPart(String key, String upload, int number, Duration validFor);

    /** The parts that the store holds, by number: the truth for resuming. Empty if there is no such upload. */
    List<UploadedPart> uploadedParts(String key, String upload);

    /**
     * Makes the blob from these parts, in the order of their numbers. Doing it again changes nothing.
     *
     * @throws NoSuchBlobException if there is neither such an upload nor such a blob
     * @throws BlobsUnavailableException if the store does not hold one of the parts
     */
    void completeUpload(String key, String upload, List<UploadedPart> parts);

    /** Drops the upload and its parts, if it is there. */
    void abortUpload(String key, String upload);

    @Override
    void close();
}
