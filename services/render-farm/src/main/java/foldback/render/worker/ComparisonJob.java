package foldback.render.worker;

import foldback.blob.BlobStore;
import foldback.blob.NoSuchBlobException;
import foldback.bounce.BounceRefusal;
import foldback.bounce.MixDocument;
import foldback.bounce.comparison.ComparisonCodec;
import foldback.bounce.comparison.NullTest;
import foldback.mixdown.Engine;
import foldback.render.application.ComparisonSpec;
import foldback.render.application.RenderKeys;
import foldback.render.messaging.RenderJob;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Carries out one comparison: two mix documents and their stems out of the blob store, what is left into it. */
final class ComparisonJob implements Work {
    private final BlobStore blobs;
    private final StemCache stems;
    private final NullTest nullTest;
    private final FrozenMixes mixes;

    ComparisonJob(BlobStore blobs, StemCache stems, NullTest nullTest) {
        this.blobs = blobs;
        this.stems = stems;
        this.nullTest = nullTest;
        this.mixes = new FrozenMixes(blobs);
    }

    @Override
    public Result run(RenderJob job, DoubleConsumer progress) throws IOException, InterruptedException {
        String key = RenderKeys.comparison(job.render());
        if (blobs.size(key).isPresent()) {
            return finished();
        }
        if (!job.engine().equals(Engine.VERSION)) {
            return new Result.Refused(DeliveryJob.otherEngine(job));
        }
        stems.trim();
        try {
            return switch (mixes.read(ComparisonSpec.earlier(job.spec()))) {
                case MixDocument.Reading.Refused refused ->
                    new Result.Refused(refused.reason().sentence());
                case MixDocument.Reading.Accepted earlier ->
                    switch (mixes.read(job.mixDocument())) {
                        case MixDocument.Reading.Refused refused ->
                            new Result.Refused(refused.reason().sentence());
                        case MixDocument.Reading.Accepted later ->
                            compare(key, earlier.document(), later.document(), progress);
                    };
            };
        } catch (NoSuchBlobException e) {
            return new Result.Refused("What it is made of is gone from the blob store: " + e.getMessage() + ".");
        }
    }

    private Result compare(String key, MixDocument earlier, MixDocument later, DoubleConsumer progress)
            throws InterruptedException {
        return switch (nullTest.run(earlier, later, stems, progress)) {
            case NullTest.Result.Refused refused ->
                new Result.Refused(
                        refused.reasons().stream().map(BounceRefusal::sentence).collect(Collectors.joining(" ")));
            case NullTest.Result.Finished result -> {
                blobs.put(
                        key,
                        ComparisonCodec.of(earlier.sha256(), later.sha256(), result.comparison()),
                        "application/json");
                yield finished();
            }
        };
    }

    private static Result finished() {
        return new Result.Finished(List.of(), List.of(), 0);
    }
}
