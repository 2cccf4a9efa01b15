package foldback.mixdown.web;

import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.PanLaw;
import foldback.mix.PanMode;
import foldback.mix.ParameterAddress;
import foldback.mix.SampleRate;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.TempoMap;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mix document (docs/API.md) as a {@link Mix}, without Jackson, which no browser compiles. A part that stayed as it was may stand there as {@code
 * {"same": id}}, or the master, the VCAs, the automation and the tempo as {@code {"same": true}}: it is the one of the mix before.
 *
 * <p>Members that documents have had only since some were stored are filled in as the codec does; one that nobody knows is refused, because what is
 * not understood would not be heard.
 */
final class MixReader {
    /** What came of it. */
    sealed interface Reading {
        record Read(Mix mix) implements Reading {}

        record Refused(String reason) implements Reading {}
    }

    private final @Nullable Mix before;

    private MixReader(@Nullable Mix before) {
        this.before = before;
    }

    /** @param before that parts may be the same as; null if there is none */
    static Reading read(String json, @Nullable Mix before) {
        try {
            Object document = JsonText.read(json);
            return new Reading.Read(new MixReader(before).mix(new Node(document, "mix")));
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(String.valueOf(e.getMessage()));
        }
    }

    /** A value and where it stands. */
    private record Node(Object value, String path) {
        IllegalArgumentException wrong(String wanted) {
            return new IllegalArgumentException(path + " is no " + wanted);
        }

        @SuppressWarnings("unchecked") // the parser makes no other maps
        Map<String, Object> members() {
            if (value instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
            throw wrong("object");
        }

        boolean has(String member) {
            return members().containsKey(member);
        }

        Node at(String member) {
            Object found = members().get(member);
            if (found == null) {
                throw new IllegalArgumentException(path + " has no " + member);
            }
            return new Node(found, path + "." + member);
        }

        /** Refuses members besides these. */
        Node only(List<String> known) {
            for (String member : members().keySet()) {
                if (!known.contains(member)) {
                    throw new IllegalArgumentException(path + " has a member that is not known here: " + member);
                }
            }
            return this;
        }

        <T> List<T> list(Function<Node, T> reader) {
            if (!(value instanceof List<?> items)) {
                throw wrong("list");
            }
            List<T> read = new ArrayList<>();
            for (Object item : items) {
                read.add(reader.apply(new Node(item, path + "[" + read.size() + "]")));
            }
            return read;
        }

        String text(String member) {
            return at(member).text();
        }

        String text() {
            if (value instanceof String text) {
                return text;
            }
            throw wrong("text");
        }

        double number(String member) {
            Node node = at(member);
            if (node.value instanceof Double number) {
                return number;
            }
            throw node.wrong("number");
        }

        double number(String member, double otherwise) {
            return has(member) ? number(member) : otherwise;
        }

        long whole(String member) {
            double number = number(member);
            long whole = (long) number;
            if (whole != number) {
                throw at(member).wrong("whole number");
            }
            return whole;
        }

        boolean is(String member) {
            Node node = at(member);
            if (node.value instanceof Boolean is) {
                return is;
            }
            throw node.wrong("true or false");
        }

        boolean is(String member, boolean otherwise) {
            return has(member) ? is(member) : otherwise;
        }

        Id id(String member) {
            return new Id(text(member));
        }

        /** The part of the mix before that stands for this one; null if it is spelt out. */
        boolean isSame() {
            return members().size() == 1 && has("same");
        }
    }

    private Mix mix(Node node) {
        node.only(List.of("format", "sampleRate", "tracks", "buses", "vcas", "master", "automation", "tempo"));
        if (node.has("format") && !node.text("format").equals("foldback-mix/1")) {
            throw node.at("format").wrong("format that is read here");
        }
        return new Mix(
                new SampleRate((int) node.whole("sampleRate")),
                node.at("tracks").list(this::track),
                node.at("buses").list(this::bus),
                node.has("vcas") ? list(node.at("vcas"), Mix::vcas, MixReader::vca) : List.of(),
                isSame(node.at("master")) ? known().master() : strip(node.at("master")),
                node.has("automation") ? list(node.at("automation"), Mix::automation, MixReader::lane) : List.of(),
                !node.has("tempo")
                        ? TempoMap.FRESH
                        : isSame(node.at("tempo")) ? known().tempo() : tempo(node.at("tempo")));
    }

    private static boolean isSame(Node node) {
        return node.value() instanceof Map && node.isSame();
    }

    private Mix known() {
        if (before == null) {
            throw new IllegalArgumentException("mix says of parts that they stayed, but there was none before");
        }
        return before;
    }

    private <T> List<T> list(Node node, Function<Mix, List<T>> known, Function<Node, T> reader) {
        return isSame(node) ? known.apply(known()) : node.list(reader);
    }

    private Track track(Node node) {
        if (isSame(node)) {
            return known().track(node.id("same")).orElseThrow(() -> node.wrong("track of the mix before"));
        }
        node.only(List.of("id", "name", "colour", "clips", "strip", "output"));
        return new Track(
                node.id("id"),
                node.text("name"),
                new Colour(node.text("colour")),
                node.at("clips").list(MixReader::clip),
                strip(node.at("strip")),
                StripAddress.parse(node.text("output")));
    }

    private Bus bus(Node node) {
        if (isSame(node)) {
            return known().bus(node.id("same")).orElseThrow(() -> node.wrong("bus of the mix before"));
        }
        node.only(List.of("id", "name", "kind", "colour", "strip", "output"));
        return new Bus(
                node.id("id"),
                node.text("name"),
                choice(node.at("kind"), Bus.Kind.values()),
                new Colour(node.text("colour")),
                strip(node.at("strip")),
                StripAddress.parse(node.text("output")));
    }

    private static <E extends Enum<E>> E choice(Node node, E[] all) {
        for (E each : all) {
            if (each.name().equals(node.value())) {
                return each;
            }
        }
        throw node.wrong("choice that is known here");
    }

    private static Clip clip(Node node) {
        node.only(List.of("id", "stem", "startFrame", "stemFrame", "lengthFrames", "gainDb", "fadeIn", "fadeOut"));
        return new Clip(
                node.id("id"),
                new StemHash(node.text("stem")),
                node.whole("startFrame"),
                node.whole("stemFrame"),
                node.whole("lengthFrames"),
                node.number("gainDb", 0),
                node.has("fadeIn") ? fade(node.at("fadeIn")) : Fade.NONE,
                node.has("fadeOut") ? fade(node.at("fadeOut")) : Fade.NONE);
    }

    private static Fade fade(Node node) {
        node.only(List.of("frames", "shape"));
        return new Fade(node.whole("frames"), choice(node.at("shape"), Fade.Shape.values()));
    }

    private static Strip strip(Node node) {
        node.only(List.of(
                "trimDb",
                "polarityInverted",
                "delayFrames",
                "inserts",
                "sends",
                "faderDb",
                "pan",
                "panLaw",
                "panMode",
                "panLeft",
                "panRight",
                "width",
                "muted",
                "muteKeepsPreSends",
                "soloed",
                "soloSafe"));
        return new Strip(
                node.number("trimDb"),
                node.is("polarityInverted"),
                node.has("delayFrames") ? (int) node.whole("delayFrames") : 0,
                node.at("inserts").list(MixReader::insert),
                node.at("sends").list(MixReader::send),
                node.number("faderDb"),
                node.number("pan"),
                node.has("panLaw") ? choice(node.at("panLaw"), PanLaw.values()) : Strip.FRESH.panLaw(),
                node.has("panMode") ? choice(node.at("panMode"), PanMode.values()) : Strip.FRESH.panMode(),
                node.number("panLeft", Strip.FRESH.panLeft()),
                node.number("panRight", Strip.FRESH.panRight()),
                node.number("width", Strip.FRESH.width()),
                node.is("muted"),
                node.is("muteKeepsPreSends", false),
                node.is("soloed"),
                node.is("soloSafe", false));
    }

    private static Insert insert(Node node) {
        node.only(List.of("id", "processor", "bypassed", "parameters", "sidechain"));
        Map<String, Double> parameters = new TreeMap<>();
        Node given = node.at("parameters");
        given.members().keySet().forEach(name -> parameters.put(name, given.number(name)));
        boolean keyed = node.has("sidechain") && !(node.at("sidechain").value() instanceof JsonText.Nothing);
        return new Insert(
                node.id("id"),
                node.text("processor"),
                node.is("bypassed"),
                parameters,
                keyed ? StripAddress.parse(node.text("sidechain")) : null);
    }

    private static Send send(Node node) {
        node.only(List.of("id", "bus", "preFader", "levelDb"));
        return new Send(node.id("id"), node.id("bus"), node.is("preFader"), node.number("levelDb"));
    }

    private static Vca vca(Node node) {
        node.only(List.of("id", "name", "colour", "faderDb", "muted", "soloed", "members"));
        return new Vca(
                node.id("id"),
                node.text("name"),
                new Colour(node.text("colour")),
                node.number("faderDb"),
                node.is("muted"),
                node.is("soloed"),
                node.at("members").list(member -> StripAddress.parse(member.text())));
    }

    private static AutomationLane lane(Node node) {
        node.only(List.of("address", "enabled", "points"));
        return new AutomationLane(
                ParameterAddress.parse(node.text("address")),
                node.is("enabled"),
                node.at("points").list(MixReader::point));
    }

    private static Breakpoint point(Node node) {
        node.only(List.of("frame", "value", "curve"));
        return new Breakpoint(
                node.whole("frame"), node.number("value"), choice(node.at("curve"), Breakpoint.Curve.values()));
    }

    private static TempoMap tempo(Node node) {
        node.only(List.of("tempos", "meters"));
        return new TempoMap(
                node.at("tempos")
                        .list(t -> new TempoMap.Tempo(
                                t.only(List.of("frame", "beatsPerMinute")).whole("frame"), t.number("beatsPerMinute"))),
                node.at("meters")
                        .list(m -> new TempoMap.Meter(
                                m.only(List.of("frame", "beats", "beatUnit")).whole("frame"),
                                (int) m.whole("beats"),
                                (int) m.whole("beatUnit"))));
    }
}
