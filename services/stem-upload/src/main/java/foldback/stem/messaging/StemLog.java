package foldback.stem.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the stem events. */
public final class StemLog {
    public static final EventVocabulary<StemEvent> VOCABULARY =
            new EventVocabulary<>("/stem-upload", Map.of("foldback.stem.ingested.v1", StemEvent.StemIngested.class));

    private StemLog() {}
}
