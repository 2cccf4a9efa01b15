package foldback.audio.preflight;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a stem that whoever mixes it should know.
 *
 * @param place the frames it is about; null if it is about all of them
 * @param text one sentence for that person
 * @param fix what can be done about it with one press; null if nothing can
 */
public record Finding(
        Kind kind,
        Severity severity,
        @Nullable Place place,
        String text,
        @Nullable Fix fix) {
    /** What was found. */
    public enum Kind {
        ALL_SILENT,
        SILENCE_AT_START,
        SILENCE_AT_END,
        CLIPPING,
        TRUE_PEAK,
        DC_OFFSET,
        NOISE_FLOOR,
        MONO_IN_STEREO,
        ONE_SIDE_SILENT,
        LOSSY_SOURCE,
        RATE_DIFFERS,
        LENGTH_DIFFERS,
        POLARITY,
        TIME_OFFSET;

        /** The kind's name in the API, for ever. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How much it matters. */
    public enum Severity {
        /** Good to know, often as it should be. */
        NOTICE,
        /** Will be heard unless something is done. */
        WARNING
    }

    /** Frames of the stem, from the first to before the last. */
    public record Place(long startFrame, long endFrame) {}
}
