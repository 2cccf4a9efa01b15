package foldback.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.blob.BlobStore;
import foldback.mix.codec.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Songs of noise, whose stems are in the blob store. */
public final class Songs {
    public static final int RATE = 48_000;

    private Songs() {}

    /** Puts a stem of stereo noise into the store; returns its hash. */
    public static String stem(BlobStore blobs, long seed, int frames) throws IOException {
        Path file = Files.createTempFile("stem", ".wav");
        Random random = new Random(seed);
        double[][] noise = new double[2][frames];
        for (int i = 0; i < frames; i++) {
            noise[0][i] = 0.4 * random.nextDouble() - 0.2;
            noise[1][i] = 0.4 * random.nextDouble() - 0.2;
        }
        String hash;
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, 2, Encoding.FLOAT_32), frames)) {
            out.writeFloats(noise, frames);
            hash = out.finish().sha256();
        }
        blobs.put("stems/" + hash + ".wav", file, "audio/wav");
        Files.delete(file);
        return hash;
    }

    /** A mix document of so many tracks of that stem, each through an EQ and a compressor; the name makes it another one. */
    public static byte[] document(String stem, int frames, int tracks, String name) {
        return """
                {"buses":[],"format":"foldback-mix/1","master":%s,"sampleRate":%d,"tracks":[%s]}""".formatted(
                        strip(""),
                        RATE,
                        IntStream.range(0, tracks)
                                .mapToObj(i -> track(stem, frames, i, name))
                                .collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same, in its canonical form in the store; returns its hash. */
    public static String frozen(BlobStore blobs, byte[] document) throws IOException {
        byte[] canonical = CanonicalJson.bytes(new ObjectMapper().readTree(document));
        String hash = CanonicalJson.sha256(canonical);
        blobs.put("mix-documents/" + hash + ".json", canonical, "application/json");
        return hash;
    }

    /** The events by which a session comes to such a mix. */
    public static String events(String stem, int frames, int tracks, String name) {
        return IntStream.range(0, tracks)
                .mapToObj(i -> """
                        {"type":"TrackAdded","track":"t%d","name":"%s %d","colour":"#FF9F00"},
                        {"type":"ClipPlaced","track":"t%d","clip":{"id":"c","stem":"%s","startFrame":0,"stemFrame":0,"lengthFrames":%d}},
                        {"type":"InsertAdded","strip":"track/t%d","insert":"eq","processor":"eq","position":0},
                        {"type":"InsertAdded","strip":"track/t%d","insert":"compressor","processor":"compressor","position":1}""".formatted(i, name, i, i, stem, frames, i, i))
                .collect(Collectors.joining(","));
    }

    private static String track(String stem, int frames, int number, String name) {
        return """
                {"clips":[{"id":"c","lengthFrames":%d,"startFrame":0,"stem":"%s","stemFrame":0}],"colour":"#FF9F00",
                 "id":"t%d","name":"%s %d","output":"master","strip":%s}""".formatted(
                        frames,
                        stem,
                        number,
                        name,
                        number,
                        strip(insert("eq", "\"band-2-gain\":3") + "," + insert("compressor", "\"ratio\":3")));
    }

    private static String strip(String inserts) {
        return """
                {"faderDb":-6,"inserts":[%s],"muted":false,"pan":0,"polarityInverted":false,"sends":[],"soloed":false,
                 "trimDb":0}""".formatted(inserts);
    }

    private static String insert(String processor, String parameters) {
        return "{\"bypassed\":false,\"id\":\"%s\",\"parameters\":{%s},\"processor\":\"%s\"}"
                .formatted(processor, parameters, processor);
    }
}
