package foldback.cli;

import foldback.audio.Encoding;
import foldback.audio.Sha256;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A folder with stems, and a mix document that plays them. */
final class MixFolder {
    static final int RATE = 48_000;
    static final int FRAMES = RATE;

    private final Path folder;
    private final List<String> tracks = new ArrayList<>();
    private String buses = "";
    private String format = "foldback-mix/1";

    MixFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    static double[][] noise(long seed, double amplitude) {
        Random random = new Random(seed);
        double[][] samples = new double[1][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            samples[0][i] = amplitude * (2 * random.nextDouble() - 1);
        }
        return samples;
    }

    /** Writes mono floats into a file; returns the stem's name. */
    String stem(String fileName, double[][] samples) throws IOException {
        Path file = folder.resolve(fileName);
        try (var out = new WavWriter(file, new WavFormat(RATE, 1, Encoding.FLOAT_32), samples[0].length)) {
            out.writeFloats(samples, samples[0].length);
            out.finish();
        }
        return Sha256.of(file);
    }

    MixFolder track(String stem, long frames, String inserts) {
        String id = "t" + (tracks.size() + 1);
        tracks.add("""
                {"clips":[{"id":"c","lengthFrames":%d,"startFrame":0,"stem":"%s","stemFrame":0}],"colour":"#FF9F00",
                 "id":"%s","name":"%s","output":"master","strip":%s}""".formatted(frames, stem, id, id, strip(inserts)));
        return this;
    }

    MixFolder format(String name) {
        format = name;
        return this;
    }

    /** Two groups that feed each other. */
    MixFolder cycle() {
        buses = bus("a", "bus/b") + "," + bus("b", "bus/a");
        return this;
    }

    private static String bus(String id, String output) {
        return "{\"colour\":\"#3FD5FF\",\"id\":\"%s\",\"kind\":\"GROUP\",\"name\":\"%s\",\"output\":\"%s\",\"strip\":%s}"
                .formatted(id, id, output, strip(""));
    }

    static String insert(String processor, String parameters) {
        return "{\"bypassed\":false,\"id\":\"i\",\"parameters\":{%s},\"processor\":\"%s\"}"
                .formatted(parameters, processor);
    }

    private static String strip(String inserts) {
        return """
                {"faderDb":-3,"inserts":[%s],"muted":false,"pan":0.2,"polarityInverted":false,"sends":[],"soloed":false,
                 "trimDb":0}""".formatted(inserts);
    }

    Path document() throws IOException {
        return Files.writeString(
                folder.resolve("mix.json"), """
                {"buses":[%s],"format":"%s","master":%s,"sampleRate":%d,"tracks":[%s]}""".formatted(buses, format, strip(""), RATE, String.join(",", tracks)));
    }
}
