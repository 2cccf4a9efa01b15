package foldback.render.worker;

import foldback.audio.Sha256;
import foldback.audio.WavFile;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.bounce.StemFileReader;
import foldback.mix.StemHash;
import foldback.mixdown.StemReader;
import foldback.mixdown.StemSource;
import foldback.render.application.RenderKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Stems on this worker's disk, by content: fetched once, checked against their name, and dropped, the longest unused first, when
 * they take too much room.
 */
final class StemCache implements StemSource {
    private static final Logger LOG = Logger.getLogger(StemCache.class);

    private final BlobStore blobs;
    private final Path folder;
    private final long mostBytes;

    StemCache(BlobStore blobs, Path folder, long mostBytes) {
        this.blobs = blobs;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    @Override
    public Optional<StemReader> open(StemHash stem) {
        try {
            Path file = folder.resolve(stem.hex() + ".wav");
            if (!Files.exists(file) && !fetch(stem, file)) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return switch (WavFile.open(file)) {
                case WavFile.Opened.Accepted accepted -> Optional.of(new StemFileReader(accepted.file()));
                case WavFile.Opened.Refused refused ->
                    throw new IOException("a stem that was ingested is refused: "
                            + refused.refusal().sentence());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room before a job, when no stem is open. */
    void trim() throws IOException {
        Files.createDirectories(folder);
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst =
                    files.sorted(Comparator.comparing(StemCache::lastUsed)).toList();
        }
        long bytes = 0;
        for (Path file : oldestFirst) {
            bytes += Files.size(file);
        }
        for (Path file : oldestFirst) {
            if (bytes <= mostBytes) {
                return;
            }
            bytes -= Files.size(file);
            Files.delete(file);
            LOG.debugf("event=stem_dropped file=%s", file.getFileName());
        }
    }

    private boolean fetch(StemHash stem, Path file) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "fetching-", ".part");
        try {
            String hash;
            try (InputStream in = blobs.read(RenderKeys.stem(stem.hex()));
                    OutputStream out = Files.newOutputStream(unfinished)) {
                hash = Sha256.copy(in, out);
            }
            if (!hash.equals(stem.hex())) {
                throw new IOException("the stem " + stem + " was changed in the blob store: its SHA-256 is " + hash);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchBlobException e) {
            return false;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
