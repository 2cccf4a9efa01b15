package foldback.blob;

import java.util.regex.Pattern;

/** What a key may look like: nothing that means something to a file system, a URL or a shell. */
final class BlobKeys {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)+");
    private static final int MAX_LENGTH = 512;

    private BlobKeys() {}

    static String require(String key) {
        if (key.length() > MAX_LENGTH || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key, folder/name of a-z 0-9 . -: " + key);
        }
        return key;
    }
}
