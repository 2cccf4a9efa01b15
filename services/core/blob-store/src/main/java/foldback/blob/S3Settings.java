package foldback.blob;

import java.net.URI;

/**
 * How a process reaches an S3 server, and how everybody else does.
 *
 * @param endpoint where this process reaches it
 * @param publicEndpoint where browsers and remote clients reach it: what presigned URLs begin with
 * @param region what requests are signed for; servers of one's own take any
 * @param bucket where the blobs are
 */
public record S3Settings(
        URI endpoint, URI publicEndpoint, String region, String accessKey, String secretKey, String bucket) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, publicEndpoint=%s, region=%s, bucket=%s]"
                .formatted(endpoint, publicEndpoint, region, bucket);
    }
}
