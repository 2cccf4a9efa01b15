package foldback.audio;

/**
 * Why a file is not taken.
 *
 * @param sentence for whoever uploaded it: what was found, where, and what to do
 */
public record Refusal(Reason reason, String sentence) {
    public enum Reason {
        CUT_SHORT("cut-short"),
        HEADER_LIES("header-lies"),
        NOT_AUDIO("not-audio"),
        EMPTY("empty"),
        UNSUPPORTED_ENCODING("unsupported-encoding"),
        TOO_MANY_CHANNELS("too-many-channels"),
        UNSUPPORTED_RATE("unsupported-rate"),
        NON_FINITE("non-finite"),
        TOO_LONG("too-long");

        private final String slug;

        Reason(String slug) {
            this.slug = slug;
        }

        /** The reason's name in the API, for ever. */
        public String slug() {
            return slug;
        }
    }
}
