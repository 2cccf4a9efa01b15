package foldback.stem.messaging;

import foldback.stem.application.Stem;
import foldback.stem.application.StemFinding;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a stem. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface StemEvent {
    /**
     * A file was verified and made ready to render.
     *
     * @param sourceSha256 of the file as it was uploaded; null if the stem is one of its channels
     * @param findings what was found in it; null in records from before there were any
     * @param session that it was uploaded for; null if it was for none
     * @param workspace that holds it by this; null in records from before stems had any: then it is the session's, or the first
     */
    record StemIngested(
            Stem stem,
            @Nullable String sourceSha256,
            @Nullable List<StemFinding> findings,
            @Nullable String session,
            @Nullable UUID workspace)
            implements StemEvent {}

    /**
     * A stem was made of another one.
     *
     * @param from the hash of the other
     * @param workspace as above
     */
    record StemConverted(
            Stem stem,
            String from,
            List<StemFinding> findings,
            @Nullable String session,
            @Nullable UUID workspace) implements StemEvent {}

    /**
     * A stem that was there already was brought into a workspace or a session.
     *
     * @param stem its hash
     * @param session null if it was for none
     * @param workspace as above
     * @param fileName what it is called by who brought it; null in old records, and where nobody said
     */
    record StemReused(
            String stem,
            @Nullable String session,
            @Nullable UUID workspace,
            @Nullable String fileName) implements StemEvent {}
}
