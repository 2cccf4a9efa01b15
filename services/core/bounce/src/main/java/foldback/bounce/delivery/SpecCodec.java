package foldback.bounce.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.AudioMetadata.Marker;
import foldback.audio.Encoding;
import foldback.audio.FileTags;
import foldback.mix.StripAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Specs as JSON; docs/API.md has the form. What is written says everything, also what was left to itself, so that equal specs are equal bytes. */
public final class SpecCodec {
    /** What came of reading a spec. */
    public sealed interface Reading {
        record Accepted(DeliverySpec spec) implements Reading {}

        /**
         * It is no spec, or says what cannot be.
         *
         * @param reasons sentences, each with the place; at least one
         */
        record Refused(List<String> reasons) implements Reading {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private SpecCodec() {}

    /**
     * Reads a spec and fills in what it leaves open.
     *
     * @param sessionHertz the rate of the session, which outputs have that say none
     */
    public static Reading read(JsonNode json, int sessionHertz) {
        return new SpecReader(sessionHertz).read(json);
    }

    /** The whole spec; {@link foldback.mix.codec.CanonicalJson} makes its one form of it. */
    public static ObjectNode json(DeliverySpec spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode outputs = node.putArray("outputs");
        spec.outputs().forEach(output -> outputs.add(json(output)));
        ObjectNode range = node.putObject("range");
        range.put("from", spec.range().from());
        range.put("to", spec.range().isOpen() ? null : (Long) spec.range().to());
        node.set("tags", json(spec.tags()));
        node.put("artwork", spec.artwork());
        ArrayNode markers = node.putArray("markers");
        for (Marker marker : spec.markers()) {
            markers.addObject().put("frame", marker.frame()).put("name", marker.name());
        }
        return node;
    }

    private static ObjectNode json(FileTags tags) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", tags.title())
                .put("artist", tags.artist())
                .put("isrc", tags.isrc());
    }

    private static ObjectNode json(Output output) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", output.id());
        node.set("source", json(output.source()));
        node.set("format", json(output.format()));
        node.put("sampleRate", output.sampleRateHertz());
        node.put("dither", name(output.dither()));
        node.set("loudness", json(output.loudness()));
        return node;
    }

    private static @Nullable ObjectNode json(@Nullable LoudnessTarget target) {
        return target == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("lufs", target.lufs())
                        .put("ceilingDbtp", target.ceilingDbtp());
    }

    private static ObjectNode json(Source source) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (source) {
            case Source.Mix mix -> node.put("type", "mix");
            case Source.Stems stems -> {
                node.put("type", "stems").put("each", name(stems.each()));
                node.put("signal", name(stems.signal()));
                ArrayNode strips = node.putArray("strips");
                stems.strips().stream().map(StripAddress::path).forEach(strips::add);
            }
            case Source.Alternate alternate -> {
                node.put("type", name(alternate.choice()));
                ArrayNode tracks = node.putArray("tracks");
                alternate.tracks().forEach(track -> tracks.add(track.value()));
                ArrayNode tags = node.putArray("tags");
                alternate.tags().forEach(tags::add);
            }
        }
        return node;
    }

    /** A format as it stands in a spec. */
    public static ObjectNode json(FileFormat format) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (format) {
            case FileFormat.Plain plain ->
                node.put("type", name(plain.container())).put("encoding", name(plain.encoding()));
            case FileFormat.Flac flac -> node.put("type", "flac").put("encoding", name(flac.encoding()));
            case FileFormat.Lossy lossy ->
                node.put("type", name(lossy.kind())).put("kilobitsPerSecond", lossy.kilobitsPerSecond());
        }
        return node;
    }

    /** As {@code pcm-24}, {@code float-32}. */
    static String name(Encoding encoding) {
        return name((Enum<?>) encoding);
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
