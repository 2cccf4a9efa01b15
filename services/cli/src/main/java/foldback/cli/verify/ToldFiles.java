package foldback.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.audio.Encoding;
import foldback.audio.FileTags;
import foldback.bounce.FrameRange;
import foldback.bounce.delivery.DeliveryManifest;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.FileFormat;
import foldback.bounce.delivery.Output;
import foldback.bounce.delivery.Source;
import foldback.bounce.delivery.SpecCodec;
import foldback.cli.InputRefusedException;
import foldback.dsp.Dither;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a manifest tells of its files, and the spec by which they are made again: with the samples that their encoders were given, as WAV, so that no
 * encoder has a say.
 *
 * @param sampleRateHertz of the session
 */
record ToldFiles(String engine, String mixDocument, int sampleRateHertz, DeliverySpec spec, List<Told> files) {
    static final String MIXDOWN_FORMAT = "foldback-manifest/1";

    /**
     * A file as it was.
     *
     * @param stem the name without its ending
     * @param seconds hashes of its samples, by second
     * @param signalSeconds hashes of what the engine made, by second; none where the manifest has none
     */
    record Told(String name, String stem, List<String> seconds, List<String> signalSeconds) {}

    static ToldFiles of(JsonNode manifest) throws InputRefusedException {
        return switch (manifest.path("format").asText()) {
            case DeliveryManifest.FORMAT -> ofDelivery(manifest);
            case MIXDOWN_FORMAT -> ofMixdown(manifest);
            default ->
                throw new InputRefusedException("This is no manifest of a render: its format is \""
                        + manifest.path("format").asText() + "\".");
        };
    }

    private static ToldFiles ofDelivery(JsonNode manifest) throws InputRefusedException {
        int hertz = manifest.path("sampleRate").asInt();
        DeliverySpec spec = switch (SpecCodec.read(manifest.path("spec"), hertz)) {
            case SpecCodec.Reading.Accepted accepted -> accepted.spec();
            case SpecCodec.Reading.Refused refused ->
                throw new InputRefusedException(
                        "The spec of the manifest cannot be read: " + String.join(" ", refused.reasons()));
        };
        List<Told> files = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            String name = file.path("name").asText();
            files.add(new Told(
                    name,
                    name.substring(0, Math.max(0, name.lastIndexOf('.'))),
                    strings(file.path("secondSha256s")),
                    strings(file.path("signalSecondSha256s"))));
        }
        return new ToldFiles(
                manifest.path("engine").asText(), manifest.path("mixDocument").asText(), hertz, asSamples(spec), files);
    }

    /** What a mixdown without a server leaves. */
    private static ToldFiles ofMixdown(JsonNode manifest) throws InputRefusedException {
        JsonNode audio = manifest.path("audio");
        int hertz = audio.path("sampleRate").asInt();
        try {
            long from = audio.path("firstFrame").asLong();
            Encoding encoding = Encoding.valueOf(audio.path("encoding").asText());
            Dither dither = Dither.valueOf(audio.path("dither").asText().toUpperCase(Locale.ROOT));
            Output mix = new Output(
                    "mix",
                    new Source.Mix(),
                    new FileFormat.Plain(FileFormat.Container.WAV, encoding),
                    hertz,
                    dither,
                    null);
            FrameRange range = new FrameRange(from, from + audio.path("frames").asLong());
            DeliverySpec spec = new DeliverySpec(List.of(mix), range, FileTags.NONE, null, List.of());
            Told told = new Told("the mixdown", "mix", strings(audio.path("secondSha256s")), List.of());
            return new ToldFiles(
                    manifest.path("engine").asText(),
                    manifest.path("mixDocument").asText(),
                    hertz,
                    spec,
                    List.of(told));
        } catch (IllegalArgumentException e) {
            throw new InputRefusedException("The manifest cannot be read: " + e.getMessage());
        }
    }

    private static DeliverySpec asSamples(DeliverySpec spec) {
        List<Output> outputs = spec.outputs().stream()
                .map(o -> new Output(
                        o.id(),
                        o.source(),
                        new FileFormat.Plain(
                                FileFormat.Container.WAV, o.format().encoding()),
                        o.sampleRateHertz(),
                        o.dither(),
                        o.loudness()))
                .toList();
        return new DeliverySpec(outputs, spec.range(), spec.tags(), null, spec.markers());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }
}
