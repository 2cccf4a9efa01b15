package foldback.render.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.bounce.delivery.Preset;
import org.jspecify.annotations.Nullable;

/**
 * A file of a finished render. A level is null where there is silence.
 *
 * @param name within the render, with its ending
 * @param key in the blob store
 * @param output the id of the output of the spec that it is of
 * @param strip the path of the strip whose stem it is; null if it is none
 * @param stripName what people call that strip; empty if there is none
 * @param type {@code wav}, {@code aiff}, {@code flac}, {@code mp3}, {@code aac} or {@code opus}
 * @param encoding of the samples, or of those that the encoder was given: {@code pcm-16}, {@code pcm-24}, {@code float-32}
 * @param kilobitsPerSecond of a lossy file, else 0
 * @param frames per channel
 * @param gainDb by how much it was turned up for its loudness target
 * @param heldByCeiling whether the ceiling kept it from that target
 * @param loudestSecond the one with the highest sample; null if nobody looked
 */
public record FileFacts(
        String name,
        String key,
        String output,
        @Nullable String strip,
        String stripName,
        String type,
        String encoding,
        int kilobitsPerSecond,
        String sha256,
        long bytes,
        long frames,
        int sampleRate,
        int channels,
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDbtp,
        @Nullable Double samplePeakDbfs,
        double gainDb,
        boolean heldByCeiling,
        @Nullable Integer loudestSecond) {

    /** A file as a manifest has it. */
    public static FileFacts ofManifest(JsonNode file, String key) {
        return new FileFacts(
                file.path("name").asText(),
                key,
                file.path("output").asText(),
                file.path("strip").isTextual() ? file.path("strip").asText() : null,
                file.path("stripName").asText(""),
                file.path("format").path("type").asText(),
                file.path("encoding").asText(),
                file.path("format").path("kilobitsPerSecond").asInt(0),
                file.path("sha256").asText(),
                file.path("bytes").asLong(),
                file.path("frames").asLong(),
                file.path("sampleRate").asInt(),
                file.path("channels").asInt(),
                level(file, "integratedLufs"),
                level(file, "truePeakDbtp"),
                level(file, "samplePeakDbfs"),
                file.path("gainDb").asDouble(),
                file.path("heldByCeiling").asBoolean(),
                file.path("loudestSecond").isInt() ? file.path("loudestSecond").asInt() : null);
    }

    private static @Nullable Double level(JsonNode file, String member) {
        return file.path(member).isNumber() ? (Double) file.path(member).doubleValue() : null;
    }

    /** As far as anything is promised of it. */
    public Preset.MeasuredFile measured() {
        return new Preset.MeasuredFile(
                name, output, integratedLufs, truePeakDbtp, samplePeakDbfs, loudestSecond, heldByCeiling);
    }

    /** How many bits a sample has; 0 in a lossy file. */
    public int bitDepth() {
        return kilobitsPerSecond > 0
                ? 0
                : switch (encoding) {
                    case "pcm-16" -> 16;
                    case "pcm-24" -> 24;
                    default -> 32;
                };
    }
}
