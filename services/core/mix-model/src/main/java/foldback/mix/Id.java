package foldback.mix;

/**
 * The name of one thing within a session: a track, a bus, an insert, a clip. Chosen by whoever adds the thing, so that a
 * whole change can be written before the server has answered; unique among its siblings.
 *
 * @param value 1 to 64 of {@code a-z 0-9 -}, not starting with a hyphen, so it can stand in a path and in a URL unescaped
 */
public record Id(String value) implements Comparable<Id> {
    private static final int MOST_CHARACTERS = 64;

    public Id {
        if (!isId(value)) {
            throw new IllegalArgumentException("not an id (1 to 64 of a-z, 0-9 and -): " + Text.excerpt(value));
        }
    }

    public static boolean isId(String text) {
        boolean id = !text.isEmpty() && text.length() <= MOST_CHARACTERS && text.charAt(0) != '-';
        for (int i = 0; id && i < text.length(); i++) {
            char c = text.charAt(i);
            id = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return id;
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
