package foldback.kit;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names that come in a path or a body and go into a key, a query or another path. */
public final class Names {
    private static final Pattern SESSION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Names() {}

    /** Whether this is a UUID in lower case, as sessions, uploads and notes have. */
    public static boolean isUuid(String text) {
        return SESSION.matcher(text).matches();
    }

    /**
     * The UUID that a path names.
     *
     * @param what it is the name of, for the problem: "such note"
     * @throws ProblemException not found, if it is none: nothing has such a name
     */
    public static UUID uuid(String text, String what) {
        if (!isUuid(text)) {
            throw Problem.notFound(what).exception();
        }
        return UUID.fromString(text);
    }

    /** Whether this is a SHA-256 in lower-case hexadecimal, as stems, mix documents and renders have. */
    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }
}
