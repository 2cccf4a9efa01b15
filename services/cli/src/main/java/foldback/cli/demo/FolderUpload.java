package foldback.cli.demo;

import foldback.cli.api.ApiException;
import foldback.cli.api.FoldbackApi.Stem;
import foldback.cli.api.StemUploader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;

/** Uploads the files of a folder, a few at once: while the server reads one, the next is on its way. */
final class FolderUpload {
    private static final int FILES_AT_ONCE = 3;

    /**
     * A file that is a stem now.
     *
     * @param fileName as the folder has it; the stem may have come under another name before
     */
    record Taken(String fileName, Stem stem, boolean uploaded) {}

    private final StemUploader uploader;
    private final DoubleConsumer progress;
    private final Map<Path, Long> sentByFile = new ConcurrentHashMap<>();

    /**
     * @param progress told 0 to 1, from any thread
     */
    FolderUpload(StemUploader uploader, DoubleConsumer progress) {
        this.uploader = uploader;
        this.progress = progress;
    }

    /** Uploads every file, in the order of the folder. */
    List<Taken> upload(StemFolder folder) throws ApiException, IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(FILES_AT_ONCE)) {
            List<Future<Taken>> running = folder.files().stream()
                    .map(file -> pool.submit(() -> upload(file, folder.bytes())))
                    .toList();
            try {
                List<Taken> taken = new ArrayList<>();
                for (Future<Taken> each : running) {
                    taken.add(each.get());
                }
                return taken;
            } catch (ExecutionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case ApiException refused -> throw refused;
                    case IOException broken -> throw broken;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while uploading " + folder.name(), e);
            }
        }
    }

    private Taken upload(Path file, long allBytes) throws ApiException, IOException {
        StemUploader.Uploaded uploaded = uploader.upload(file, sent -> {
            sentByFile.put(file, sent);
            long all = sentByFile.values().stream().mapToLong(Long::longValue).sum();
            progress.accept((double) all / allBytes);
        });
        return new Taken(String.valueOf(file.getFileName()), uploaded.stem(), uploaded.uploaded());
    }
}
