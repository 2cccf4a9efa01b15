package foldback.render.worker;

import foldback.audio.Encoding;
import foldback.audio.Levels;
import foldback.audio.MeasuredWav;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.bounce.Bounce;
import foldback.bounce.BounceFiles;
import foldback.bounce.BounceRefusal;
import foldback.bounce.BounceSettings;
import foldback.bounce.MixDocument;
import foldback.mix.codec.CanonicalJson;
import foldback.render.application.RenderKeys;
import foldback.render.messaging.RenderEvent.AudioFacts;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Carries out one job: mix document and stems out of the blob store, mixdown, outline and manifest into it. */
final class BounceJob {
    /** What came of a job. */
    sealed interface Result {
        record Finished(AudioFacts audio, long clampedSamples) implements Result {}

        /** No worker could do it, however often it is tried. */
        record Refused(String reason) implements Result {}
    }

    private final BlobStore blobs;
    private final StemCache stems;
    private final Bounce bounce;

    BounceJob(BlobStore blobs, StemCache stems, Bounce bounce) {
        this.blobs = blobs;
        this.stems = stems;
        this.bounce = bounce;
    }

    /**
     * Renders and stores.
     *
     * @param progress told 0 to 1 after each block
     * @throws InterruptedException if the thread was interrupted; nothing is stored then
     */
    Result run(RenderJob job, DoubleConsumer progress) throws IOException, InterruptedException {
        stems.trim();
        try {
            return switch (MixDocument.read(document(job.mixDocument()))) {
                case MixDocument.Reading.Refused refused ->
                    new Result.Refused(refused.reason().sentence());
                case MixDocument.Reading.Accepted accepted ->
                    render(job, new MixDocument(accepted.document().mix(), job.mixDocument()), progress);
            };
        } catch (NoSuchBlobException e) {
            return new Result.Refused("The mix document " + job.mixDocument() + " is gone from the blob store.");
        }
    }

    private byte[] document(String hash) throws IOException {
        try (InputStream in = blobs.read(RenderKeys.mixDocument(hash))) {
            byte[] bytes = in.readAllBytes();
            String actual = CanonicalJson.sha256(bytes);
            if (!actual.equals(hash)) {
                throw new IOException("the mix document " + hash + " was changed in the blob store: it is " + actual);
            }
            return bytes;
        }
    }

    private Result render(RenderJob job, MixDocument document, DoubleConsumer progress)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("foldback-bounce-");
        Path wav = folder.resolve("mixdown.wav");
        Path manifest = folder.resolve("manifest.json");
        Path peaks = folder.resolve("peaks.dat");
        try {
            BounceFiles files = new BounceFiles(wav, manifest, peaks);
            return switch (bounce.run(job.render(), document, stems, settings(job.spec()), files, progress)) {
                case Bounce.Result.Refused refused ->
                    new Result.Refused(refused.reasons().stream()
                            .map(BounceRefusal::sentence)
                            .collect(Collectors.joining(" ")));
                case Bounce.Result.Finished finished -> {
                    blobs.put(RenderKeys.peaks(job.render()), peaks, "application/octet-stream");
                    blobs.put(RenderKeys.manifest(job.render()), manifest, "application/json");
                    blobs.put(RenderKeys.audio(job.render()), wav, "audio/wav");
                    yield new Result.Finished(facts(job, finished.audio()), finished.clampedSamples());
                }
            };
        } finally {
            for (Path file : new Path[] {wav, manifest, peaks, folder}) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static AudioFacts facts(RenderJob job, MeasuredWav wav) {
        Levels levels = wav.levels();
        return new AudioFacts(
                wav.sha256(),
                wav.bytes(),
                wav.frames(),
                wav.format().sampleRateHertz(),
                job.spec().bitDepth(),
                levels.integratedLufs(),
                levels.truePeakDbtp(),
                levels.samplePeakDbfs());
    }

    private static BounceSettings settings(RenderSpec spec) throws IOException {
        return new BounceSettings(
                switch (spec.bitDepth()) {
                    case 16 -> Encoding.PCM_16;
                    case 24 -> Encoding.PCM_24;
                    default -> throw new IOException("no mixdown has " + spec.bitDepth() + " bits");
                });
    }
}
