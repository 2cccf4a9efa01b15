package foldback.render.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.Encoding;
import foldback.audio.Levels;
import foldback.audio.MeasuredWav;
import foldback.audio.MeasuredWavWriter;
import foldback.audio.WavFormat;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.mix.Clip;
import foldback.mix.Mix;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.mixdown.Engine;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.MixdownRenderer;
import foldback.mixdown.PlanRefusal;
import foldback.render.application.RenderKeys;
import foldback.render.messaging.RenderEvent.AudioFacts;
import foldback.render.messaging.RenderJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Carries out one job: mix document and stems in, mixdown, peaks and manifest out. */
final class Bounce {
    private static final int BLOCK_FRAMES = 4096;
    private static final int CHANNELS = 2;

    /** What came of a job. */
    sealed interface Result {
        record Finished(AudioFacts audio) implements Result {}

        /** No worker could do it, however often it is tried. */
        record Refused(String reason) implements Result {}
    }

    private final BlobStore blobs;
    private final StemCache stems;

    Bounce(BlobStore blobs, StemCache stems) {
        this.blobs = blobs;
        this.stems = stems;
    }

    /**
     * Renders and stores.
     *
     * @param progress told 0 to 1 after each block
     * @throws InterruptedException if the thread was interrupted; nothing is stored then
     */
    Result run(RenderJob job, DoubleConsumer progress) throws IOException, InterruptedException {
        stems.trim();
        Mix mix;
        try {
            mix = MixCodec.decodeDocument(document(job.mixDocument()));
        } catch (MalformedJsonException e) {
            return new Result.Refused("The mix document cannot be read: " + e.what() + ".");
        } catch (NoSuchBlobException e) {
            return new Result.Refused("The mix document " + job.mixDocument() + " is gone from the blob store.");
        }
        return switch (MixdownPlan.compile(mix, stems)) {
            case MixdownPlan.Compilation.Refused refused ->
                new Result.Refused(
                        refused.reasons().stream().map(PlanRefusal::sentence).collect(Collectors.joining(" ")));
            case MixdownPlan.Compilation.Compiled compiled -> {
                try (MixdownPlan plan = compiled.plan()) {
                    yield new Result.Finished(render(job, mix, plan, progress));
                }
            }
        };
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

    private AudioFacts render(RenderJob job, Mix mix, MixdownPlan plan, DoubleConsumer progress)
            throws IOException, InterruptedException {
        Path wav = Files.createTempFile("foldback-mixdown-", ".wav");
        Path peaks = Files.createTempFile("foldback-mixdown-", ".peaks.dat");
        try {
            MeasuredWav measured = write(job, plan, wav, peaks, progress);
            AudioFacts audio = facts(job, measured);
            blobs.put(RenderKeys.peaks(job.render()), peaks, "application/octet-stream");
            blobs.put(RenderKeys.manifest(job.render()), manifest(job, mix, measured), "application/json");
            blobs.put(RenderKeys.audio(job.render()), wav, "audio/wav");
            return audio;
        } finally {
            Files.deleteIfExists(wav);
            Files.deleteIfExists(peaks);
        }
    }

    private static MeasuredWav write(RenderJob job, MixdownPlan plan, Path wav, Path peaks, DoubleConsumer progress)
            throws IOException, InterruptedException {
        MixdownRenderer renderer = new MixdownRenderer(plan);
        WavFormat format =
                new WavFormat(plan.sampleRate(), CHANNELS, encoding(job.spec().bitDepth()));
        double[][] block = new double[CHANNELS][BLOCK_FRAMES];
        try (MeasuredWavWriter out = new MeasuredWavWriter(wav, peaks, format, renderer.longestFrames())) {
            for (int frames = renderer.render(block, BLOCK_FRAMES);
                    frames > 0;
                    frames = renderer.render(block, BLOCK_FRAMES)) {
                out.write(block, frames);
                progress.accept(Math.min(1, (double) renderer.renderedFrames() / renderer.songFrames()));
                if (Thread.interrupted()) {
                    throw new InterruptedException("the bounce was called off");
                }
            }
            return out.finish();
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

    /** What was rendered from what, so that anybody can do it again and compare. */
    private static byte[] manifest(RenderJob job, Mix mix, MeasuredWav wav) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", "foldback-manifest/1");
        node.put("render", job.render());
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", job.mixDocument());
        ArrayNode stems = node.putArray("stems");
        mix.tracks().stream()
                .flatMap(t -> t.clips().stream())
                .map(Clip::stem)
                .distinct()
                .forEach(stem -> stems.add(stem.hex()));
        ObjectNode audio = node.putObject("audio");
        audio.put("sha256", wav.sha256());
        audio.put("bytes", wav.bytes());
        audio.put("frames", wav.frames());
        audio.put("sampleRate", wav.format().sampleRateHertz());
        audio.put("bitDepth", job.spec().bitDepth());
        audio.put("integratedLufs", wav.levels().integratedLufs());
        audio.put("truePeakDbtp", wav.levels().truePeakDbtp());
        audio.put("samplePeakDbfs", wav.levels().samplePeakDbfs());
        ArrayNode seconds = audio.putArray("secondSha256s");
        wav.secondSha256s().forEach(seconds::add);
        return CanonicalJson.bytes(node);
    }

    private static Encoding encoding(int bitDepth) throws IOException {
        return switch (bitDepth) {
            case 16 -> Encoding.PCM_16;
            case 24 -> Encoding.PCM_24;
            default -> throw new IOException("no mixdown has " + bitDepth + " bits");
        };
    }
}
