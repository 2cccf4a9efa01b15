package foldback.audio;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a delivered file says of the recording in it.
 *
 * @param isrc the International Standard Recording Code (ISO 3901:2019): two letters, three letters or digits, seven digits, without hyphens
 */
public record FileTags(
        @Nullable String title,
        @Nullable String artist,
        @Nullable String isrc) {
    public static final FileTags NONE = new FileTags(null, null, null);

    /** Far below what any of the formats holds. */
    public static final int LONGEST_TEXT = 200;

    private static final Pattern ISRC = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}[0-9]{7}");

    public FileTags {
        require("title", title);
        require("artist", artist);
        if (isrc != null && !isIsrc(isrc)) {
            throw new IllegalArgumentException("not an ISRC, as QZABC2600001: " + isrc);
        }
    }

    public static boolean isIsrc(String text) {
        return ISRC.matcher(text).matches();
    }

    /** Whether a text can be a title or an artist: not blank, on one line, of at most {@link #LONGEST_TEXT} characters. */
    public static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(String what, @Nullable String text) {
        if (text != null && !isText(text)) {
            throw new IllegalArgumentException(
                    "a " + what + " is one line of 1 to " + LONGEST_TEXT + " characters, not: " + text);
        }
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
