package foldback.blob;

import java.util.List;

/** What a page of another origin may see of the bucket's answers; the same for every S3 server. */
public final class S3Cors {
    /** ETag is a part's receipt; the others tell a player where in the file it is. */
    public static final List<String> EXPOSED_HEADERS = List.of("ETag", "Content-Range", "Accept-Ranges");

    static final int MAX_AGE_SECONDS = 3_600;

    private S3Cors() {}
}
