package foldback.blob;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The buckets that Foldback needs: {@code infra/s3/buckets.json}, which operators read too. */
public record Buckets(List<Bucket> buckets) {
    private static final String RESOURCE = "/foldback/s3/buckets.json";

    public Buckets {
        buckets = List.copyOf(buckets);
        if (buckets.size() != 1) {
            throw new IllegalArgumentException("one bucket holds all blobs, and these are " + buckets.size());
        }
    }

    /**
     * A bucket.
     *
     * @param corsAllowsOrigin whether the web client reads and writes it from a page of another origin
     */
    public record Bucket(String name, boolean corsAllowsOrigin) {}

    /** The bucket of all audio; its name is the default for {@link S3Settings#bucket}. */
    public Bucket audio() {
        return buckets.getFirst();
    }

    public static Buckets load() {
        try (InputStream in = Buckets.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path");
            }
            return new ObjectMapper().readValue(in, Buckets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
