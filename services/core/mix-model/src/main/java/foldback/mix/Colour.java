package foldback.mix;

import java.util.regex.Pattern;

/**
 * A colour of a track or bus.
 *
 * @param hex {@code #} and six upper-case hexadecimal digits, as in {@code #3FD5FF}
 */
public record Colour(String hex) {
    private static final Pattern SHAPE = Pattern.compile("#[0-9A-F]{6}");

    public Colour {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a colour like #3FD5FF: " + Text.excerpt(hex));
        }
    }
}
