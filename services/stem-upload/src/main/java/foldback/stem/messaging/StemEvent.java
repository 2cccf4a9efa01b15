package foldback.stem.messaging;

import foldback.stem.application.Stem;
import foldback.stem.application.StemFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a stem. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface StemEvent {
    /**
     * A file was verified and made ready to render.
     *
     * @param sourceSha256 of the file as it was uploaded; null if the stem is one of its channels
     * @param findings what was found in it; null in records from before there were any
     * @param session that it was uploaded for; null if it was for none
     */
    record StemIngested(
            Stem stem,
            @Nullable String sourceSha256,
            @Nullable List<StemFinding> findings,
            @Nullable String session) implements StemEvent {}

    /**
     * A stem was made of another one.
     *
     * @param from the hash of the other
     */
    record StemConverted(
            Stem stem,
            String from,
            List<StemFinding> findings,
            @Nullable String session) implements StemEvent {}

    /**
     * A stem that was there already was brought into a session.
     *
     * @param stem its hash
     */
    record StemReused(String stem, String session) implements StemEvent {}
}
