package foldback.sidecar;

import foldback.blob.S3Cors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy over a folder. */
final class S3Server implements AutoCloseable {
    private final S3Proxy proxy;

    private S3Server(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static S3Server start(Path folder, int port, S3Credentials credentials, List<URI> origins) throws Exception {
        Files.createDirectories(folder);
        var proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
                .corsRules(new CrossOriginResourceSharing(
                        origins.stream().map(URI::toString).toList(),
                        List.of("GET", "HEAD", "PUT"),
                        List.of("*"),
                        S3Cors.EXPOSED_HEADERS,
                        ""))
                .build();
        proxy.start(); // Returns when it listens.
        return new S3Server(proxy);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the S3 server stops", e);
        } catch (Exception e) {
            throw new IOException("the S3 server does not stop", e);
        }
    }
}
