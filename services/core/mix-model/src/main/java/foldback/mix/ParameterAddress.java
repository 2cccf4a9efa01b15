package foldback.mix;

import java.util.regex.Pattern;

/**
 * The one name of a parameter, for events, automation, undo, blame and the screen alike: {@code track/vocal/fader},
 * {@code track/vocal/insert/eq/band-2-gain}, {@code bus/drums/send/room/level}, {@code master/insert/limiter/ceiling},
 * {@code vca/band/fader}.
 */
public sealed interface ParameterAddress {
    Pattern PARAMETER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** The parameter's id within its strip, insert, send or VCA. */
    String parameter();

    /** The address as text; {@link #parse} reads it back. */
    String path();

    /** A parameter of the strip itself: see {@link StripParameters}. */
    record OfStrip(StripAddress strip, String parameter) implements ParameterAddress {
        public OfStrip {
            requireShape(parameter);
        }

        @Override
        public String path() {
            return strip.path() + "/" + parameter;
        }
    }

    /** A parameter of an insert: its processor's, or {@code bypass}. */
    record OfInsert(StripAddress strip, Id insert, String parameter) implements ParameterAddress {
        public OfInsert {
            requireShape(parameter);
        }

        @Override
        public String path() {
            return strip.path() + "/insert/" + insert + "/" + parameter;
        }
    }

    /** A parameter of a send: {@code level} or {@code pre-fader}. */
    record OfSend(StripAddress strip, Id send, String parameter) implements ParameterAddress {
        public OfSend {
            requireShape(parameter);
        }

        @Override
        public String path() {
            return strip.path() + "/send/" + send + "/" + parameter;
        }
    }

    /** A parameter of a VCA: see {@link StripParameters#VCA}. */
    record OfVca(Id vca, String parameter) implements ParameterAddress {
        public OfVca {
            requireShape(parameter);
        }

        @Override
        public String path() {
            return "vca/" + vca + "/" + parameter;
        }
    }

    /**
     * Reads a {@link #path}.
     *
     * @throws IllegalArgumentException if the text is no parameter's address
     */
    static ParameterAddress parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts[0].equals("vca") && parts.length == 3) {
            return new OfVca(new Id(parts[1]), parts[2]);
        }
        int stripParts = parts[0].equals("master") ? 1 : 2;
        int rest = parts.length - stripParts;
        if (rest != 1 && rest != 3) {
            throw new IllegalArgumentException("no parameter has the address " + Text.excerpt(path));
        }
        StripAddress strip = StripAddress.parse(stripParts == 1 ? "master" : parts[0] + "/" + parts[1]);
        if (rest == 1) {
            return new OfStrip(strip, parts[stripParts]);
        }
        Id id = new Id(parts[stripParts + 1]);
        String parameter = parts[stripParts + 2];
        return switch (parts[stripParts]) {
            case "insert" -> new OfInsert(strip, id, parameter);
            case "send" -> new OfSend(strip, id, parameter);
            default -> throw new IllegalArgumentException("no parameter has the address " + Text.excerpt(path));
        };
    }

    private static void requireShape(String parameter) {
        if (!PARAMETER.matcher(parameter).matches()) {
            throw new IllegalArgumentException("no parameter is called " + Text.excerpt(parameter));
        }
    }
}
