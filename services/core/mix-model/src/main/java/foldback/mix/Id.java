package foldback.mix;

import java.util.regex.Pattern;

/**
 * The name of one thing within a session: a track, a bus, an insert, a clip. Chosen by whoever adds the thing, so that a
 * whole change can be written before the server has answered; unique among its siblings.
 *
 * @param value 1 to 64 of {@code a-z 0-9 -}, not starting with a hyphen, so it can stand in a path and in a URL unescaped
 */
public record Id(String value) implements Comparable<Id> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public Id {
        if (!isId(value)) {
            throw new IllegalArgumentException("not an id (1 to 64 of a-z, 0-9 and -): " + Text.excerpt(value));
        }
    }

    public static boolean isId(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(Id other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
