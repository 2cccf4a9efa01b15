package foldback.audio;

import org.jspecify.annotations.Nullable;

/**
 * Why a file is not taken.
 *
 * @param sentence for whoever uploaded it: what was found, where, and what to do
 * @param atByte where in the file it went wrong; null if it is about no place of it
 */
public record Refusal(
        Reason reason, String sentence, @Nullable Long atByte) {
    public enum Reason {
        CUT_SHORT("cut-short"),
        HEADER_LIES("header-lies"),
        NOT_AUDIO("not-audio"),
        EMPTY("empty"),
        UNSUPPORTED_ENCODING("unsupported-encoding"),
        TOO_MANY_CHANNELS("too-many-channels"),
        UNSUPPORTED_RATE("unsupported-rate"),
        NON_FINITE("non-finite"),
        TOO_LONG("too-long"),
        DAMAGED("damaged"),
        DECODER_MISSING("decoder-missing"),
        GAVE_UP("gave-up");

        private final String slug;

        Reason(String slug) {
            this.slug = slug;
        }

        /** The reason's name in the API, for ever. */
        public String slug() {
            return slug;
        }
    }

    static Refusal unusable(String name, long frame) {
        return new Refusal(
                Reason.NON_FINITE,
                name + " holds a sample at frame " + frame
                        + " that is not a number, or that is beyond +72 dBFS. Find the plug-in that broke, and export it again.",
                null);
    }
}
