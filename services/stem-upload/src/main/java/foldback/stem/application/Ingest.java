package foldback.stem.application;

import foldback.audio.Levels;
import foldback.audio.RenderReady;
import foldback.audio.StemAnalysis;
import foldback.audio.WavFile;
import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.stem.messaging.StemEvent;
import foldback.stem.messaging.StemLog;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a stem of an uploaded file: hashes what really arrived, reads every sample of it, and stores what a worker and a screen
 * need. The original stays where it is.
 */
@ApplicationScoped
class Ingest {
    sealed interface Result {
        record Ingested(Stem stem) implements Result {}

        record Refused(Upload.Refusal refusal) implements Result {}
    }

    private final BlobStore blobs;
    private final StemRows stems;
    private final LogEntries entries;

    Ingest(BlobStore blobs, StemRows stems, LogEntries entries) {
        this.blobs = blobs;
        this.stems = stems;
        this.entries = entries;
    }

    /** Ingests an upload whose parts are together. */
    Result ingest(Upload upload, String author) {
        try {
            Path scratch = Files.createTempDirectory("foldback-ingest-");
            try {
                return ingest(upload, author, scratch);
            } finally {
                removeFolder(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result ingest(Upload upload, String author, Path scratch) throws IOException {
        Path original = scratch.resolve("original");
        String sha256 = fetch(upload.key(), original);
        if (upload.declaredSha256() != null && !sha256.equals(upload.declaredSha256())) {
            return new Result.Refused(new Upload.Refusal(
                    "sha256-differs",
                    upload.fileName() + " arrived with other bytes than were announced: its SHA-256 is " + sha256
                            + ", not " + upload.declaredSha256() + ". Upload it again."));
        }
        Path ready = scratch.resolve("ready.wav");
        Path peaks = scratch.resolve("peaks.dat");
        return switch (WavFile.open(original, upload.fileName())) {
            case WavFile.Opened.Refused refused -> refused(refused.refusal());
            case WavFile.Opened.Accepted accepted -> {
                RenderReady.Result result;
                try (WavFile wav = accepted.file()) {
                    result = RenderReady.analyse(wav, ready, peaks);
                }
                yield switch (result) {
                    case RenderReady.Result.Refused refused -> refused(refused.refusal());
                    case RenderReady.Result.Ready done -> {
                        Stem stem = stem(upload.fileName(), done.analysis());
                        store(stem, ready, peaks, sha256, author);
                        yield new Result.Ingested(stems.find(stem.hash()).orElse(stem));
                    }
                };
            }
        };
    }

    private void store(Stem stem, Path ready, Path peaks, String sourceSha256, String author) {
        if (stems.find(stem.hash()).isEmpty()) {
            blobs.put(StemKeys.audio(stem.hash()), ready, "audio/wav");
            blobs.put(StemKeys.peaks(stem.hash()), peaks, "application/octet-stream");
        }
        stems.append(
                StemLog.VOCABULARY.entry(entries, stem.hash(), author, new StemEvent.StemIngested(stem, sourceSha256)));
    }

    private String fetch(String key, Path target) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(blobs.read(key), digest);
                OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Result refused(foldback.audio.Refusal refusal) {
        return new Result.Refused(new Upload.Refusal(refusal.reason().slug(), refusal.sentence()));
    }

    private static Stem stem(String fileName, StemAnalysis analysis) {
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
                levels.samplePeakDbfs());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
