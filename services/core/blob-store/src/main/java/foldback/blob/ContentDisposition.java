package foldback.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * The header that tells a browser to save, and under which name (RFC 6266): an ASCII name for old ones, and the true one as
 * RFC 8187 (formerly 5987) writes it.
 */
final class ContentDisposition {
    private static final int MAX_NAME_LENGTH = 150;
    private static final String NAMELESS = "download";
    /** {@code attr-char} of RFC 8187 beside letters and digits. */
    private static final String ATTR_CHARS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    static Optional<String> attachment(Optional<String> fileName) {
        return fileName.map(ContentDisposition::sanitised)
                .map(name -> "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded(name)));
    }

    /** A name for one file in one folder on any system: no path, no control or format characters, no leading dot. */
    static String sanitised(String fileName) {
        var name = new StringBuilder();
        fileName.codePoints()
                .map(c -> isUnsafe(c) ? ' ' : c)
                .limit(MAX_NAME_LENGTH)
                .forEach(name::appendCodePoint);
        String trimmed = name.toString().replaceAll("\\s+", " ").strip().replaceAll("^[. ]+|[. ]+$", "");
        return trimmed.isEmpty() ? NAMELESS : trimmed;
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> "/\\:*?\"<>|".indexOf(c) >= 0;
        };
    }

    private static String ascii(String name) {
        return name.codePoints()
                .map(c -> c < 0x80 && c != '%' ? c : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || ATTR_CHARS.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
