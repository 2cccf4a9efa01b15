package foldback.render.application;

import foldback.analysis.AnalysisPool;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.render.messaging.FileFacts;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** What is so in mixdowns: made when it is asked for, and kept by content. */
@ApplicationScoped
public class MixAnalyses {
    private final BlobStore blobs;
    private final AnalysisPool pool;

    MixAnalyses(BlobStore blobs) {
        this.blobs = blobs;
        pool = new AnalysisPool(new InBlobs(blobs));
    }

    void close(@Observes ShutdownEvent event) {
        pool.close();
    }

    /** What is known of the analysis of a file of a render; it is made if nobody has. */
    public AnalysisPool.State ask(FileFacts file) {
        return pool.ask(file.sha256(), file.name(), fetch(file.key()));
    }

    private AnalysisPool.Fetch fetch(String key) {
        return file -> {
            try (InputStream in = blobs.read(key)) {
                Files.copy(in, file);
            }
        };
    }

    private record InBlobs(BlobStore blobs) implements AnalysisPool.Shelf {
        @Override
        public Optional<byte[]> find(String key) {
            try (InputStream in = blobs.read(key)) {
                return Optional.of(in.readAllBytes());
            } catch (NoSuchBlobException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void keep(String key, byte[] json) {
            blobs.put(key, json, "application/json");
        }
    }
}
