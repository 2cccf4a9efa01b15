package foldback.stem.application;

import foldback.audio.Levels;
import foldback.audio.Sha256;
import foldback.audio.StemAnalysis;
import foldback.audio.ingest.IngestRequest;
import foldback.audio.ingest.StemReport;
import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.log.Author;
import foldback.stem.messaging.StemEvent;
import foldback.stem.messaging.StemLog;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts what the workshop made where workers and screens look for it, and says so in the log. */
@ApplicationScoped
class StemShelf {
    private final BlobStore blobs;
    private final StemRows stems;
    private final LogEntries entries;

    StemShelf(BlobStore blobs, StemRows stems, LogEntries entries) {
        this.blobs = blobs;
        this.stems = stems;
        this.entries = entries;
    }

    /**
     * Copies a blob to a file.
     *
     * @return its SHA-256
     */
    String fetch(String key, Path target) throws IOException {
        try (InputStream in = blobs.read(key);
                OutputStream out = Files.newOutputStream(target)) {
            return Sha256.copy(in, out);
        }
    }

    /** Stores the files of a stem, the audio last: who finds that finds the others. */
    Stem store(String fileName, StemReport report, IngestRequest made) {
        Stem stem = stem(fileName, report);
        boolean known = stems.find(stem.hash()).isPresent();
        if (!known || blobs.size(StemKeys.outline(stem.hash())).isEmpty()) {
            blobs.put(StemKeys.outline(stem.hash()), made.outline(), "application/octet-stream");
        }
        if (!known) {
            blobs.put(StemKeys.peaks(stem.hash()), made.peaks(), "application/octet-stream");
            blobs.put(StemKeys.audio(stem.hash()), made.audio(), "audio/wav");
        }
        return stem;
    }

    /**
     * Says of a stem that is there already where it is to be, unless it is there.
     *
     * @param fileName what it is called by who brings it; null if they do not say
     */
    void bring(Stem stem, @Nullable String fileName, Destination to, Author author) {
        String session = to.session();
        if (!stems.isHeldBy(to.workspace(), stem.hash())
                || (session != null && !stems.sessions(stem.hash()).contains(session))) {
            append(
                    new StemEvent.StemReused(stem.hash(), session, to.workspace(), fileName),
                    stem.hash(),
                    session,
                    author);
        }
    }

    /** Appends an event, and returns when its row is there. */
    void append(StemEvent event, String hash, @Nullable String session, Author author) {
        stems.append(StemLog.VOCABULARY.entry(entries, session == null ? hash : session, author, event));
    }

    private static Stem stem(String fileName, StemReport report) {
        StemAnalysis analysis = report.analysis();
        Levels levels = analysis.levels();
        return new Stem(
                analysis.sha256(),
                fileName,
                analysis.bytes(),
                analysis.format().channels(),
                analysis.format().sampleRateHertz(),
                analysis.format().encoding().name(),
                analysis.frames(),
                levels.integratedLufs(),
                levels.truePeakDbtp(),
                levels.samplePeakDbfs(),
                report.container().name());
    }
}
