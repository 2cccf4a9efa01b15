package foldback.mix;

/** What names may look like, and how hostile text is quoted in a message. */
final class Text {
    private Text() {}

    /** Whether a person could read this name on a strip: not blank, not too long, no control characters. */
    static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= Limits.NAME_CHARACTERS
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** At most 40 characters of a text, control characters replaced, for a message. */
    static String excerpt(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
