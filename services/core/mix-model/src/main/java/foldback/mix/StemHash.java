package foldback.mix;

import java.util.regex.Pattern;

/**
 * The name of a stem: the SHA-256 of its render-ready WAV file.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record StemHash(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public StemHash {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + Text.excerpt(hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
