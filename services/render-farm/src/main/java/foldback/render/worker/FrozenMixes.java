package foldback.render.worker;

import foldback.blob.BlobStore;
import foldback.bounce.MixDocument;
import foldback.mix.codec.CanonicalJson;
import foldback.render.application.RenderKeys;
import java.io.IOException;
import java.io.InputStream;

/** The mix documents that renders are made of, as they were frozen in the blob store. */
final class FrozenMixes {
    private final BlobStore blobs;

    FrozenMixes(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Reads one.
     *
     * @param hash under which it lies there
     * @throws foldback.blob.NoSuchBlobException if it does not
     * @throws IOException if it was changed
     */
    MixDocument.Reading read(String hash) throws IOException {
        try (InputStream in = blobs.read(RenderKeys.mixDocument(hash))) {
            byte[] bytes = in.readAllBytes();
            String actual = CanonicalJson.sha256(bytes);
            if (!actual.equals(hash)) {
                throw new IOException("the mix document " + hash + " was changed in the blob store: it is " + actual);
            }
            return switch (MixDocument.read(bytes)) {
                case MixDocument.Reading.Refused refused -> refused;
                case MixDocument.Reading.Accepted accepted ->
                    new MixDocument.Reading.Accepted(
                            new MixDocument(accepted.document().mix(), hash));
            };
        }
    }
}
