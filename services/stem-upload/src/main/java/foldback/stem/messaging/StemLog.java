package foldback.stem.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the stem events. */
public final class StemLog {
    public static final EventVocabulary<StemEvent> VOCABULARY = new EventVocabulary<>(
            "/stem-upload",
            Map.of(
                    "foldback.stem.ingested.v1", StemEvent.StemIngested.class,
                    "foldback.stem.converted.v1", StemEvent.StemConverted.class,
                    "foldback.stem.reused.v1", StemEvent.StemReused.class));

    private StemLog() {}
}
