package foldback.bounce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.MeasuredWav;
import foldback.mix.Clip;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was rendered from what, so that anybody can do it again and compare. */
final class Manifest {
    private static final String FORMAT = "foldback-manifest/1";

    private Manifest() {}

    /**
     * The manifest as canonical JSON.
     *
     * @param render the name of the bounce; null where nobody named it
     * @param clampedSamples that were beyond +72 dBFS
     */
    static byte[] of(
            @Nullable String render,
            MixDocument document,
            BounceSettings settings,
            MeasuredWav wav,
            long clampedSamples) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        if (render != null) {
            node.put("render", render);
        }
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", document.sha256());
        ArrayNode stems = node.putArray("stems");
        document.mix().tracks().stream()
                .flatMap(t -> t.clips().stream())
                .map(Clip::stem)
                .distinct()
                .forEach(stem -> stems.add(stem.hex()));
        ObjectNode audio = node.putObject("audio");
        audio.put("sha256", wav.sha256());
        audio.put("bytes", wav.bytes());
        audio.put("firstFrame", settings.range().from());
        audio.put("frames", wav.frames());
        audio.put("sampleRate", wav.format().sampleRateHertz());
        audio.put("bitDepth", 8 * settings.encoding().bytesPerSample());
        audio.put("encoding", settings.encoding().name());
        audio.put("dither", settings.dither().name().toLowerCase(Locale.ROOT));
        audio.put("clampedSamples", clampedSamples);
        audio.put("integratedLufs", wav.levels().integratedLufs());
        audio.put("truePeakDbtp", wav.levels().truePeakDbtp());
        audio.put("samplePeakDbfs", wav.levels().samplePeakDbfs());
        audio.put("peakToLoudnessLu", wav.levels().peakToLoudnessLu());
        audio.put("loudnessRangeLu", wav.loudness().rangeLu());
        audio.put("highestMomentaryLufs", wav.loudness().highestMomentaryLufs());
        audio.put("highestShortTermLufs", wav.loudness().highestShortTermLufs());
        ArrayNode seconds = audio.putArray("secondSha256s");
        wav.secondSha256s().forEach(seconds::add);
        return CanonicalJson.bytes(node);
    }
}
