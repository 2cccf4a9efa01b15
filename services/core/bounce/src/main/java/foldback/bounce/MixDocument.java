package foldback.bounce;

import foldback.mix.Mix;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;

/**
 * A mix, and the name that its document has.
 *
 * @param sha256 of the canonical document, 64 lower-case hexadecimal digits
 */
public record MixDocument(Mix mix, String sha256) {
    /** What came of reading a document. */
    public sealed interface Reading {
        record Accepted(MixDocument document) implements Reading {}

        record Refused(BounceRefusal.DocumentUnreadable reason) implements Reading {}
    }

    /**
     * Reads a document, canonical or with white space in it.
     *
     * @param json of the format {@link MixCodec#DOCUMENT_FORMAT}
     */
    public static Reading read(byte[] json) {
        try {
            Mix mix = MixCodec.decodeDocument(json);
            return new Reading.Accepted(new MixDocument(mix, CanonicalJson.sha256(MixCodec.canonicalDocument(mix))));
        } catch (MalformedJsonException e) {
            return new Reading.Refused(new BounceRefusal.DocumentUnreadable(e.what()));
        }
    }
}
