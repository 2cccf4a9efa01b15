package foldback.bounce.delivery;

import foldback.audio.Encoding;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How delivered files are called: text with {@code {artist}}, {@code {title}}, {@code {revision}}, {@code {output}}, {@code {stem}}, {@code
 * {rate}} (as 48k, 44k1), {@code {depth}} (16, 24, 32f, or kbit/s) and {@code {format}}. Names are what every file system takes, at most {@link
 * #LONGEST_NAME} characters and unique within a delivery, whatever their case.
 */
public record NameTemplate(String text) {
    public static final int LONGEST_TEXT = 200;
    public static final int LONGEST_NAME = 120;

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> FIELDS =
            Set.of("artist", "title", "revision", "output", "stem", "rate", "depth", "format");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");
    private static final Pattern SEPARATORS = Pattern.compile("([_ ])[_ ]+");
    private static final Pattern EDGES = Pattern.compile("^[._ -]+|[._ -]+$");

    /** Behind the patterns, which it is checked with. */
    public static final NameTemplate USUAL = new NameTemplate("{artist}_{title}_{revision}_{rate}{depth}");

    /**
     * A file that needs a name.
     *
     * @param stem what people call the strip; empty if it is no stem
     */
    public record Named(
            String output, String stem, int sampleRateHertz, Encoding encoding, int kilobitsPerSecond, String ending) {}

    public NameTemplate {
        if (!problems(text).isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems(text)));
        }
    }

    /** What is wrong with a template, in sentences; nothing if it is one. */
    public static List<String> problems(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            return List.of("A name template has 1 to " + LONGEST_TEXT + " characters.");
        }
        return FIELD.matcher(text)
                .results()
                .map(field -> field.group(1))
                .filter(field -> !FIELDS.contains(field))
                .distinct()
                .map(field -> "A name template has no {" + field + "}; there are {"
                        + String.join("}, {", new TreeSet<>(FIELDS)) + "}.")
                .toList();
    }

    /**
     * Names for all files of a delivery, in their order, with their endings.
     *
     * @param artist empty if nobody said
     */
    public List<String> names(String artist, String title, String revision, List<Named> files) {
        boolean apart = text.contains("{output}") || text.contains("{stem}");
        Set<String> taken = new HashSet<>();
        return files.stream()
                .map(file -> {
                    String name = filled(Map.of("artist", artist, "title", title, "revision", revision), file);
                    String which = file.stem().isEmpty() ? file.output() : file.stem();
                    boolean alone = files.size() == 1 || apart;
                    return unused(cut(tidy(alone ? name : name + "_" + which)), "." + file.ending(), taken);
                })
                .toList();
    }

    private String filled(Map<String, String> song, Named file) {
        return FIELD.matcher(text)
                .replaceAll(field -> Matcher.quoteReplacement(
                        switch (field.group(1)) {
                            case "output" -> file.output();
                            case "stem" -> file.stem();
                            case "rate" -> rate(file.sampleRateHertz());
                            case "depth" -> depth(file);
                            case "format" -> file.ending();
                            default -> song.getOrDefault(field.group(1), "");
                        }));
    }

    private static String rate(int hertz) {
        int tenths = hertz % 1000 / 100;
        return hertz / 1000 + "k" + (tenths == 0 ? "" : Integer.toString(tenths));
    }

    private static String depth(Named file) {
        if (file.kilobitsPerSecond() > 0) {
            return Integer.toString(file.kilobitsPerSecond());
        }
        int bits = 8 * file.encoding().bytesPerSample();
        return file.encoding().isFloatingPoint() ? bits + "f" : Integer.toString(bits);
    }

    /** Without what file systems forbid, and without the separators of what was empty. */
    private static String tidy(String name) {
        String plain = FORBIDDEN
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("-");
        String close = SEPARATORS.matcher(plain).replaceAll("$1");
        String bare = EDGES.matcher(close).replaceAll("");
        return bare.isEmpty() ? "untitled" : bare;
    }

    private static String cut(String name) {
        int end = Math.min(LONGEST_NAME, name.length());
        return Character.isHighSurrogate(name.charAt(end - 1)) ? name.substring(0, end - 1) : name.substring(0, end);
    }

    private static String unused(String name, String ending, Set<String> taken) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> (n == 1 ? name : name + " (" + n + ")") + ending)
                .filter(candidate -> taken.add(candidate.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }
}
