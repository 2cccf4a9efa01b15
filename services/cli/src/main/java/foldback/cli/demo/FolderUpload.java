package foldback.cli.demo;

import foldback.cli.api.ApiException;
import foldback.cli.api.FoldbackApi.Stem;
import foldback.cli.api.InParallel;
import foldback.cli.api.StemUploader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
        return InParallel.run(
                FILES_AT_ONCE,
                folder.files().stream()
                        .map(file -> (Callable<Taken>) () -> upload(file, folder.bytes()))
                        .toList());
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
