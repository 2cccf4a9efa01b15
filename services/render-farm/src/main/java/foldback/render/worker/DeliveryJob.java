package foldback.render.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Folders;
import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.bounce.BounceRefusal;
import foldback.bounce.MixDocument;
import foldback.bounce.delivery.DeliveredFile;
import foldback.bounce.delivery.Delivery;
import foldback.bounce.delivery.DeliveryManifest;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.SpecCodec;
import foldback.mixdown.Engine;
import foldback.render.application.RenderKeys;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out one job: mix document and stems out of the blob store; files, outline and manifest into it, the manifest last. */
final class DeliveryJob implements Work {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rendering itself; what is left then is written into the blob store. */
    private static final double RENDERED = 0.97;

    private final BlobStore blobs;
    private final StemCache stems;
    private final Delivery delivery;
    private final FrozenMixes mixes;

    DeliveryJob(BlobStore blobs, StemCache stems, Delivery delivery) {
        this.blobs = blobs;
        this.stems = stems;
        this.delivery = delivery;
        this.mixes = new FrozenMixes(blobs);
    }

    @Override
    public Result run(RenderJob job, DoubleConsumer progress) throws IOException, InterruptedException {
        Optional<Result> before = alreadyThere(job);
        if (before.isPresent()) {
            return before.get();
        }
        if (!job.engine().equals(Engine.VERSION)) {
            return new Result.Refused(otherEngine(job));
        }
        stems.trim();
        Path folder = Files.createTempDirectory("foldback-bounce-");
        try {
            return switch (mixes.read(job.mixDocument())) {
                case MixDocument.Reading.Refused refused ->
                    new Result.Refused(refused.reason().sentence());
                case MixDocument.Reading.Accepted accepted -> deliver(job, accepted.document(), folder, progress);
            };
        } catch (NoSuchBlobException e) {
            return new Result.Refused("What it is made of is gone from the blob store: " + e.getMessage() + ".");
        } finally {
            Folders.remove(folder);
        }
    }

    private Optional<Result> alreadyThere(RenderJob job) throws IOException {
        if (blobs.size(RenderKeys.manifest(job.render())).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = blobs.read(RenderKeys.manifest(job.render()))) {
            JsonNode manifest = JSON.readTree(in);
            return manifest.path("format").asText().equals(DeliveryManifest.FORMAT)
                    ? Optional.of(finished(job, manifest))
                    : Optional.empty();
        }
    }

    /** Why a job of another version of the engine is not carried out. */
    static String otherEngine(RenderJob job) {
        return "It was asked for with " + job.engine() + ", and the workers have " + Engine.VERSION
                + " now. Ask for it again.";
    }

    private Result deliver(RenderJob job, MixDocument document, Path folder, DoubleConsumer progress)
            throws IOException, InterruptedException {
        DeliverySpec spec;
        switch (SpecCodec.read(job.spec(), document.mix().sampleRate().hertz())) {
            case SpecCodec.Reading.Refused refused -> {
                return new Result.Refused(String.join(" ", refused.reasons()));
            }
            case SpecCodec.Reading.Accepted accepted -> spec = accepted.spec();
        }
        Path artwork = artwork(spec, folder);
        Path files = Files.createDirectory(folder.resolve("files"));
        return switch (delivery.run(document, stems, spec, artwork, files, p -> progress.accept(RENDERED * p))) {
            case Delivery.Result.Refused refused ->
                new Result.Refused(
                        refused.reasons().stream().map(BounceRefusal::sentence).collect(Collectors.joining(" ")));
            case Delivery.Result.Finished finished ->
                store(job, DeliveryManifest.of(job.render(), job.requestedBy(), document, spec, finished), finished);
        };
    }

    private @Nullable Path artwork(DeliverySpec spec, Path folder) throws IOException {
        String hash = spec.artwork();
        if (hash == null) {
            return null;
        }
        Path picture = folder.resolve("artwork");
        try (InputStream in = blobs.read(RenderKeys.artwork(hash))) {
            Files.copy(in, picture);
        }
        return picture;
    }

    private Result store(RenderJob job, byte[] manifest, Delivery.Result.Finished finished)
            throws IOException, InterruptedException {
        for (DeliveredFile file : finished.files()) {
            blobs.put(
                    RenderKeys.file(job.render(), file.name()),
                    file.file(),
                    file.output().format().mediaType());
            if (Thread.interrupted()) {
                throw new InterruptedException("the delivery was called off");
            }
        }
        Optional<Path> peaks = finished.files().stream()
                .map(DeliveredFile::peaks)
                .flatMap(p -> Optional.ofNullable(p).stream())
                .findFirst();
        if (peaks.isPresent()) {
            blobs.put(RenderKeys.peaks(job.render()), peaks.get(), "application/octet-stream");
        }
        blobs.put(RenderKeys.manifest(job.render()), manifest, "application/json");
        return finished(job, JSON.readTree(manifest));
    }

    private static Result finished(RenderJob job, JsonNode manifest) {
        List<FileFacts> files = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            files.add(FileFacts.ofManifest(
                    file, RenderKeys.file(job.render(), file.path("name").asText())));
        }
        List<String> leftOut = new ArrayList<>();
        manifest.path("leftOut").forEach(name -> leftOut.add(name.asText()));
        return new Result.Finished(
                files, leftOut, manifest.path("clampedSamples").asLong());
    }
}
