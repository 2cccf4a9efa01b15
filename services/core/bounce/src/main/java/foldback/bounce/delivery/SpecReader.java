package foldback.bounce.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.audio.AudioMetadata.Marker;
import foldback.audio.Encoding;
import foldback.audio.FileTags;
import foldback.bounce.FrameRange;
import foldback.dsp.Dither;
import foldback.mix.Id;
import foldback.mix.Limits;
import foldback.mix.SampleRate;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one spec, and collects whatever is wrong with it. */
final class SpecReader {
    private static final int MOST_STRIPS = Limits.TRACKS + Limits.BUSES;

    private final int sessionHertz;
    private final List<String> reasons = new ArrayList<>();

    SpecReader(int sessionHertz) {
        this.sessionHertz = sessionHertz;
    }

    SpecCodec.Reading read(JsonNode json) {
        DeliverySpec spec = spec(json);
        return spec == null || !reasons.isEmpty()
                ? new SpecCodec.Reading.Refused(reasons)
                : new SpecCodec.Reading.Accepted(spec);
    }

    private @Nullable DeliverySpec spec(JsonNode json) {
        if (!isObject(json, "spec", "outputs", "range", "tags", "artwork", "markers")) {
            return null;
        }
        List<Output> outputs = outputs(json.path("outputs"));
        FrameRange range = range(json.path("range"));
        FileTags tags = tags(json.path("tags"));
        String artwork = text(json, "spec", "artwork", "[0-9a-f]{64}", "the SHA-256 of a picture that was uploaded");
        List<Marker> markers = markers(json.path("markers"));
        return new DeliverySpec(outputs, range, tags, artwork, markers);
    }

    // ---- outputs

    private List<Output> outputs(JsonNode json) {
        if (!json.isArray() || json.isEmpty() || json.size() > DeliverySpec.MOST_OUTPUTS) {
            refuse("outputs", "1 to " + DeliverySpec.MOST_OUTPUTS + " outputs are needed");
            return List.of();
        }
        List<Output> outputs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < json.size(); i++) {
            Output output = output(json.get(i), "outputs[" + i + "]");
            if (output != null) {
                if (!ids.add(output.id())) {
                    refuse("outputs[" + i + "].id", "another output is called " + output.id());
                }
                outputs.add(output);
            }
        }
        return outputs;
    }

    private @Nullable Output output(JsonNode json, String at) {
        if (!isObject(json, at, "id", "source", "format", "sampleRate", "dither", "loudness")) {
            return null;
        }
        String id = text(json, at, "id", "[a-z0-9][a-z0-9-]{0,63}", "1 to 64 of a-z, 0-9 and -");
        Source source = source(json.path("source"), at + ".source");
        FileFormat format = format(json.path("format"), at + ".format");
        LoudnessTarget loudness = loudness(json.path("loudness"), at + ".loudness");
        if (id == null) {
            refuse(at + ".id", "an output needs one");
        }
        if (id == null || source == null || format == null) {
            return null;
        }
        if (loudness != null && source instanceof Source.Stems) {
            refuse(at + ".loudness", "stems keep their levels, so that they add up to the mix");
        }
        return new Output(id, source, format, sampleRate(json, at, format), dither(json, at, format), loudness);
    }

    private int sampleRate(JsonNode json, String at, FileFormat format) {
        JsonNode given = json.path("sampleRate");
        if (given.isMissingNode() || given.isNull()) {
            if (format.usualRate(sessionHertz).isEmpty()) {
                refuse(
                        at + ".sampleRate",
                        "the session's " + sessionHertz + " Hz are not for such a file: say which rate");
            }
            return format.usualRate(sessionHertz).orElse(sessionHertz);
        }
        int hertz = given.isInt() ? given.intValue() : 0;
        if (!SampleRate.isOffered(hertz)) {
            refuse(at + ".sampleRate", "44100, 48000, 88200, 96000 or 192000");
        } else if (!format.takes(hertz)) {
            refuse(at + ".sampleRate", "a " + format.ending() + " file cannot have " + hertz + " Hz");
        }
        return hertz;
    }

    private Dither dither(JsonNode json, String at, FileFormat format) {
        JsonNode given = json.path("dither");
        if (given.isMissingNode() || given.isNull()) {
            return format.takesDither() ? Dither.TRIANGULAR : Dither.NONE;
        }
        Dither dither = choice(Dither.class, given, at + ".dither");
        if (dither != null && dither != Dither.NONE && !format.takesDither()) {
            refuse(at + ".dither", "dither is for 16 and 24 bits");
        }
        return dither == null ? Dither.NONE : dither;
    }

    private @Nullable FileFormat format(JsonNode json, String at) {
        if (!isObject(json, at, "type", "encoding", "kilobitsPerSecond")) {
            return null;
        }
        String type = json.path("type").asText("");
        boolean lossless = Set.of("wav", "aiff", "flac").contains(type);
        if (json.hasNonNull(lossless ? "kilobitsPerSecond" : "encoding")) {
            refuse(
                    at,
                    lossless ? type + " has an encoding, and no bit rate" : type + " has a bit rate, and no encoding");
            return null;
        }
        return switch (type) {
            case "wav", "aiff" -> plain(type, encoding(json, at));
            case "flac" -> flac(encoding(json, at), at);
            case "mp3", "aac", "opus" -> lossy(type, json.path("kilobitsPerSecond"), at);
            default -> {
                refuse(at + ".type", "wav, aiff, flac, mp3, aac or opus");
                yield null;
            }
        };
    }

    private static @Nullable FileFormat plain(String type, @Nullable Encoding encoding) {
        FileFormat.Container container = type.equals("wav") ? FileFormat.Container.WAV : FileFormat.Container.AIFF;
        return encoding == null ? null : new FileFormat.Plain(container, encoding);
    }

    private @Nullable FileFormat flac(@Nullable Encoding encoding, String at) {
        if (encoding == Encoding.FLOAT_32) {
            refuse(at + ".encoding", "FLAC has pcm-16 or pcm-24");
            return null;
        }
        return encoding == null ? null : new FileFormat.Flac(encoding);
    }

    private @Nullable FileFormat lossy(String type, JsonNode kilobits, String at) {
        FileFormat.Kind kind = Arrays.stream(FileFormat.Kind.values())
                .filter(k -> SpecCodec.name(k).equals(type))
                .findFirst()
                .orElseThrow();
        if (!kilobits.isInt() || !kind.takesRate(kilobits.intValue())) {
            refuse(at + ".kilobitsPerSecond", kind.rates());
            return null;
        }
        return new FileFormat.Lossy(kind, kilobits.intValue());
    }

    private @Nullable Encoding encoding(JsonNode json, String at) {
        String name = json.path("encoding").asText("");
        for (Encoding encoding : List.of(Encoding.PCM_16, Encoding.PCM_24, Encoding.FLOAT_32)) {
            if (SpecCodec.name(encoding).equals(name)) {
                return encoding;
            }
        }
        refuse(at + ".encoding", "pcm-16, pcm-24 or float-32");
        return null;
    }

    private @Nullable LoudnessTarget loudness(JsonNode json, String at) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        if (!isObject(json, at, "lufs", "ceilingDbtp")) {
            return null;
        }
        try {
            return new LoudnessTarget(
                    json.path("lufs").asDouble(Double.NaN),
                    json.path("ceilingDbtp").asDouble(Double.NaN));
        } catch (IllegalArgumentException e) {
            refuse(
                    at,
                    "lufs from " + LoudnessTarget.LOWEST_LUFS + " to " + LoudnessTarget.HIGHEST_LUFS
                            + ", ceilingDbtp from " + LoudnessTarget.LOWEST_CEILING_DBTP + " to 0");
            return null;
        }
    }

    // ---- sources

    private @Nullable Source source(JsonNode json, String at) {
        String type = json.path("type").asText("");
        return switch (type) {
            case "mix" -> isObject(json, at, "type") ? new Source.Mix() : null;
            case "stems" -> stems(json, at);
            case "without", "only" -> alternate(json, at, type);
            default -> {
                refuse(at + ".type", "mix, stems, without or only");
                yield null;
            }
        };
    }

    private @Nullable Source stems(JsonNode json, String at) {
        if (!isObject(json, at, "type", "each", "signal", "strips")) {
            return null;
        }
        Source.Each each = choice(Source.Each.class, json.path("each"), at + ".each");
        Source.Signal signal = json.hasNonNull("signal")
                ? choice(Source.Signal.class, json.path("signal"), at + ".signal")
                : Source.Signal.WET;
        List<StripAddress> strips = list(json.path("strips"), at + ".strips", MOST_STRIPS, SpecReader::strip);
        if (each == Source.Each.BUSES && signal == Source.Signal.DRY) {
            refuse(at + ".signal", "a bus has no clips: dry stems are those of tracks");
        }
        return each == null || signal == null ? null : new Source.Stems(each, signal, strips);
    }

    private static Optional<StripAddress> strip(String path) {
        try {
            return Optional.of(StripAddress.parse(path)).filter(a -> !a.equals(StripAddress.MASTER));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private @Nullable Source alternate(JsonNode json, String at, String type) {
        if (!isObject(json, at, "type", "tracks", "tags")) {
            return null;
        }
        Source.Choice choice = type.equals("only") ? Source.Choice.ONLY : Source.Choice.WITHOUT;
        List<Id> tracks = list(
                json.path("tracks"),
                at + ".tracks",
                Limits.TRACKS,
                id -> Id.isId(id) ? Optional.of(new Id(id)) : Optional.empty());
        Set<String> known = TrackTags.known();
        List<String> tags = list(
                json.path("tags"),
                at + ".tags",
                known.size(),
                tag -> Optional.of(tag).filter(known::contains));
        if (tracks.isEmpty() && tags.isEmpty()) {
            refuse(at, "tracks or tags are needed; the tags are " + String.join(", ", known));
            return null;
        }
        return new Source.Alternate(choice, tracks, tags);
    }

    /** Sorted and each once: what is asked for is a set. */
    private <T> List<T> list(JsonNode json, String at, int most, Function<String, Optional<T>> parse) {
        if (json.isMissingNode() || json.isNull()) {
            return List.of();
        }
        if (!json.isArray() || json.size() > most) {
            refuse(at, "a list of at most " + most);
            return List.of();
        }
        Set<String> texts = new TreeSet<>();
        json.forEach(element -> texts.add(element.asText("")));
        List<T> parsed = new ArrayList<>();
        for (String text : texts) {
            Optional<T> value = parse.apply(text);
            value.ifPresentOrElse(parsed::add, () -> refuse(at, "\"" + excerpt(text) + "\" is none"));
        }
        return parsed;
    }

    // ---- the rest

    private FrameRange range(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return FrameRange.WHOLE;
        }
        if (!isObject(json, "range", "from", "to")) {
            return FrameRange.WHOLE;
        }
        JsonNode to = json.path("to");
        boolean open = to.isMissingNode() || to.isNull();
        boolean whole = json.path("from").isMissingNode() || isWhole(json.path("from"));
        if (!whole || !(open || isWhole(to))) {
            refuse("range", "from and to are frames of the session");
            return FrameRange.WHOLE;
        }
        try {
            return new FrameRange(json.path("from").asLong(0), open ? Long.MAX_VALUE : to.longValue());
        } catch (IllegalArgumentException e) {
            refuse("range", "from 0 on, and to behind from");
            return FrameRange.WHOLE;
        }
    }

    private FileTags tags(JsonNode json) {
        if (json.isMissingNode() || json.isNull() || !isObject(json, "tags", "title", "artist", "isrc")) {
            return FileTags.NONE;
        }
        String title = line(json, "title");
        String artist = line(json, "artist");
        String isrc = json.path("isrc").asText("").replace("-", "");
        if (json.hasNonNull("isrc") && !FileTags.isIsrc(isrc)) {
            refuse("tags.isrc", "two letters, three letters or digits, seven digits: QZABC2600001");
            return FileTags.NONE;
        }
        return new FileTags(title, artist, json.hasNonNull("isrc") ? isrc : null);
    }

    private @Nullable String line(JsonNode json, String member) {
        if (!json.hasNonNull(member)) {
            return null;
        }
        String text = json.path(member).asText("");
        if (!json.path(member).isTextual() || !FileTags.isText(text)) {
            refuse("tags." + member, "one line of 1 to " + FileTags.LONGEST_TEXT + " characters");
            return null;
        }
        return text;
    }

    private List<Marker> markers(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return List.of();
        }
        if (!json.isArray() || json.size() > DeliverySpec.MOST_MARKERS) {
            refuse("markers", "a list of at most " + DeliverySpec.MOST_MARKERS);
            return List.of();
        }
        List<Marker> markers = new ArrayList<>();
        for (JsonNode each : json) {
            String name = each.path("name").asText("");
            long frame = isWhole(each.path("frame")) ? each.path("frame").longValue() : -1;
            if (frame < 0 || frame > Limits.FRAMES || name.length() > DeliverySpec.LONGEST_MARKER_NAME) {
                refuse(
                        "markers",
                        "each has a frame of the session and a name of at most " + DeliverySpec.LONGEST_MARKER_NAME
                                + " characters");
                return List.of();
            }
            markers.add(new Marker(frame, name.replaceAll("\\p{Cntrl}", " ")));
        }
        markers.sort(Comparator.comparingLong(Marker::frame).thenComparing(Marker::name));
        return markers;
    }

    // ---- helpers

    private <E extends Enum<E>> @Nullable E choice(Class<E> type, JsonNode given, String at) {
        for (E value : type.getEnumConstants()) {
            if (SpecCodec.name(value).equals(given.asText(""))) {
                return value;
            }
        }
        refuse(at, Stream.of(type.getEnumConstants()).map(SpecCodec::name).collect(Collectors.joining(" or ")));
        return null;
    }

    private @Nullable String text(JsonNode json, String at, String member, String shape, String what) {
        if (!json.hasNonNull(member)) {
            return null;
        }
        String text = json.path(member).asText("");
        if (!text.matches(shape)) {
            refuse(at + "." + member, what);
            return null;
        }
        return text;
    }

    private boolean isObject(JsonNode json, String at, String... members) {
        if (!json.isObject()) {
            refuse(at, "an object is needed");
            return false;
        }
        Set<String> known = Set.of(members);
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refuse(at, "\"" + excerpt(name) + "\" is unknown");
            }
        });
        return true;
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    private void refuse(String at, String reason) {
        reasons.add(at + ": " + reason + ".");
    }

    private static String excerpt(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
