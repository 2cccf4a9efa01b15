package foldback.bounce.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.MeasuredWav;
import foldback.bounce.MixDocument;
import foldback.mix.Clip;
import foldback.mix.StripAddress;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was rendered from what, so that anybody can do it again and compare; docs/API.md has its form. */
public final class DeliveryManifest {
    public static final String FORMAT = "foldback-manifest/2";

    private DeliveryManifest() {}

    /**
     * The manifest as canonical JSON.
     *
     * @param render the name of the render; null where nobody named it
     * @param requestedBy who asked for it first; null where nobody is known
     */
    public static byte[] of(
            @Nullable String render,
            @Nullable String requestedBy,
            MixDocument document,
            DeliverySpec spec,
            Delivery.Result.Finished finished) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        if (render != null) {
            node.put("render", render);
        }
        if (requestedBy != null) {
            node.put("requestedBy", requestedBy);
        }
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", document.sha256());
        node.put("sampleRate", document.mix().sampleRate().hertz());
        node.set("spec", SpecCodec.json(spec));
        ArrayNode stems = node.putArray("stems");
        document.mix().tracks().stream()
                .flatMap(t -> t.clips().stream())
                .map(Clip::stem)
                .distinct()
                .forEach(stem -> stems.add(stem.hex()));
        node.put("clampedSamples", finished.clampedSamples());
        ArrayNode files = node.putArray("files");
        finished.files().forEach(file -> files.add(json(file)));
        strings(node, "leftOut", finished.leftOut());
        return CanonicalJson.bytes(node);
    }

    private static ObjectNode json(DeliveredFile file) {
        MeasuredWav audio = file.audio();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", file.name());
        node.put("output", file.output().id());
        StripAddress strip = file.strip();
        node.put("strip", strip == null ? null : strip.path());
        node.put("stripName", file.stripName());
        node.put("sha256", file.sha256());
        node.put("bytes", file.bytes());
        node.set("format", SpecCodec.json(file.output().format()));
        node.put("sampleRate", audio.format().sampleRateHertz());
        node.put("channels", audio.format().channels());
        node.put("frames", audio.frames());
        node.put("encoding", SpecCodec.name(audio.format().encoding()));
        node.put("dither", SpecCodec.name(file.output().dither()));
        node.put("gainDb", file.gainDb());
        node.put("heldByCeiling", file.heldByCeiling());
        node.put("integratedLufs", audio.levels().integratedLufs());
        node.put("truePeakDbtp", audio.levels().truePeakDbtp());
        node.put("samplePeakDbfs", audio.levels().samplePeakDbfs());
        node.put("peakToLoudnessLu", audio.levels().peakToLoudnessLu());
        node.put("loudnessRangeLu", audio.loudness().rangeLu());
        node.put("highestMomentaryLufs", audio.loudness().highestMomentaryLufs());
        node.put("highestShortTermLufs", audio.loudness().highestShortTermLufs());
        node.put("loudestSecond", audio.loudestSecond());
        strings(node, "secondSha256s", audio.secondSha256s());
        strings(node, "signalSecondSha256s", file.signalSha256s());
        return node;
    }

    private static void strings(ObjectNode node, String member, List<String> values) {
        ArrayNode array = node.putArray(member);
        values.forEach(array::add);
    }
}
