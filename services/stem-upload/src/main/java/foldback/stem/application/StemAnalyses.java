package foldback.stem.application;

import foldback.analysis.AnalysisPool;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** What is so in stems: made when it is asked for, and kept by content. */
@ApplicationScoped
public class StemAnalyses {
    private final BlobStore blobs;
    private final AnalysisPool pool;

    StemAnalyses(BlobStore blobs) {
        this.blobs = blobs;
        pool = new AnalysisPool(new InBlobs(blobs));
    }

    void close(@Observes ShutdownEvent event) {
        pool.close();
    }

    /** What is known of the analysis of a stem; it is made if nobody has. */
    public AnalysisPool.State ask(Stem stem) {
        return pool.ask(stem.hash(), stem.hash() + ".wav", fetch(StemKeys.audio(stem.hash())));
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
