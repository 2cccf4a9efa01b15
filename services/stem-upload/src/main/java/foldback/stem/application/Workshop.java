package foldback.stem.application;

import foldback.audio.Ffmpeg;
import foldback.audio.Folders;
import foldback.audio.ingest.IngestProcesses;
import foldback.audio.ingest.IngestRequest;
import foldback.audio.ingest.IngestResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files become stems: scratch folders, and the processes that read them, with the ffmpeg they use. */
@Startup
@ApplicationScoped
class Workshop {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final StemSettings settings;
    private final IngestProcesses processes;
    private Optional<Path> programs = Optional.empty();
    private Optional<Ffmpeg> ffmpeg = Optional.empty();

    Workshop(StemSettings settings) {
        this.settings = settings;
        processes =
                new IngestProcesses(settings.ingestAtOnce(), settings.shortestDeadline(), settings.longestDeadline());
    }

    /** What is done in a scratch folder. */
    interface Work<T> {
        T in(Path scratch) throws IOException;
    }

    @PostConstruct
    void open() {
        try {
            // A folder that nobody else can have written to: programs are run from it.
            Path folder = newFolder("foldback-programs-");
            programs = Optional.of(folder);
            ffmpeg = Ffmpeg.find(folder.resolve("ffmpeg"));
        } catch (IOException e) {
            LOG.warn("ffmpeg could not be unpacked", e);
        }
        if (ffmpeg.isEmpty()) {
            LOG.warn("no ffmpeg runs here: only WAV and AIFF are read. Install ffmpeg, or the libraries it needs.");
        } else {
            LOG.info("ffmpeg found folder={}", ffmpeg.get().folder());
        }
    }

    void close(@Observes ShutdownEvent event) throws IOException {
        if (programs.isPresent()) {
            Folders.remove(programs.get());
        }
    }

    boolean readsEncodedFiles() {
        return ffmpeg.isPresent();
    }

    /** Gives the work a folder of its own, which is gone afterwards. */
    <T> T work(Work<T> work) {
        try {
            Path scratch = newFolder("foldback-ingest-");
            try {
                return work.in(scratch);
            } finally {
                Folders.remove(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newFolder(String prefix) throws IOException {
        Optional<Path> parent = settings.scratch();
        return parent.isPresent()
                ? Files.createTempDirectory(Files.createDirectories(parent.get()), prefix)
                : Files.createTempDirectory(prefix);
    }

    /** A request for a file, with an empty folder for its results. */
    IngestRequest request(
            Path file,
            String fileName,
            Path folder,
            @Nullable Integer channel,
            IngestRequest.@Nullable Conversion conversion)
            throws IOException {
        return new IngestRequest(
                file,
                fileName,
                Files.createDirectory(folder),
                channel,
                conversion,
                ffmpeg.map(Ffmpeg::folder).orElse(null));
    }

    /** Reads a file in a process; waits until there is a place. */
    IngestResult run(IngestRequest request) throws IOException {
        try {
            return processes.run(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the reading was called off");
        }
    }
}
