package foldback.sidecar;

import foldback.blob.BlobStore;
import foldback.blob.BlobStoreConformance;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stands here and not beside the adapter because the sidecar, which brings the server, depends on the adapter. */
@ExtendWith(RealServers.class)
class S3BlobStoreTest extends BlobStoreConformance {
    private final S3Settings settings;

    S3BlobStoreTest(EmbeddedServers servers) {
        settings = servers.s3();
    }

    @Override
    protected BlobStore open() {
        return new S3BlobStore(settings);
    }

    @Override
    protected String allowedOrigin() {
        return RealServers.PAGE.toString();
    }
}
