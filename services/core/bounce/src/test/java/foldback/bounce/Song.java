package foldback.bounce;

import foldback.audio.Encoding;
import foldback.audio.Sha256;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.mix.StemHash;
import foldback.mixdown.StemSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** A song under construction: stems in a folder, and the document that plays them. */
public final class Song {
    public static final int RATE = 48_000;

    private final Path folder;
    private final List<String> tracks = new ArrayList<>();
    private String buses = "";
    private String master = strip("");
    private String format = "foldback-mix/1";

    public Song(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes stereo floats; returns the stem's name. */
    public String stem(double[][] samples) throws IOException {
        Path file = folder.resolve("stem.wav");
        WavFormat floats = new WavFormat(RATE, 2, Encoding.FLOAT_32);
        try (var out = new WavWriter(file, floats, samples[0].length)) {
            out.writeFloats(samples, samples[0].length);
            out.finish();
        }
        String hash = Sha256.of(file);
        Files.move(file, folder.resolve(hash + ".wav"), StandardCopyOption.REPLACE_EXISTING);
        return hash;
    }

    public String noise(long seed, int frames) throws IOException {
        return stem(noise(seed, frames, 0.3));
    }

    public static double[][] noise(long seed, int frames, double amplitude) {
        Random random = new Random(seed);
        double[][] samples = new double[2][frames];
        for (int i = 0; i < frames; i++) {
            samples[0][i] = amplitude * (2 * random.nextDouble() - 1);
            samples[1][i] = amplitude * (2 * random.nextDouble() - 1);
        }
        return samples;
    }

    public Song track(String stem, long frames, String inserts) {
        return track(stem, frames, "master", strip(inserts));
    }

    public Song track(String stem, long frames, String output, String strip) {
        return track(stem, frames, output, strip, "Track " + (tracks.size() + 1));
    }

    public Song track(String stem, long frames, String output, String strip, String name) {
        int number = tracks.size() + 1;
        tracks.add("""
                {"clips":[{"id":"c","lengthFrames":%d,"startFrame":%d,"stem":"%s","stemFrame":0}],"colour":"#FF9F00",
                 "id":"t%d","name":"%s","output":"%s","strip":%s}""".formatted(frames, 1000 * (number - 1), stem, number, name, output, strip));
        return this;
    }

    public Song buses(String json) {
        buses = json;
        return this;
    }

    /** A master that passes on what it gets. */
    public Song plainMaster() {
        master = strip("").replace("-3,", "0,").replace("\"pan\":0.2", "\"pan\":0");
        return this;
    }

    /** Mutes the track of that name. */
    public Song mute(String name) {
        tracks.replaceAll(t -> t.contains("\"" + name + "\"") ? t.replace("\"muted\":false", "\"muted\":true") : t);
        return this;
    }

    public Song master(String inserts) {
        master = strip(inserts);
        return this;
    }

    Song format(String name) {
        format = name;
        return this;
    }

    public static String strip(String inserts) {
        return """
                {"faderDb":-3,"inserts":[%s],"muted":false,"pan":0.2,"polarityInverted":false,"sends":[],"soloed":false,
                 "trimDb":0}""".formatted(inserts);
    }

    public static String insert(String processor, String parameters) {
        return "{\"bypassed\":false,\"id\":\"%s\",\"parameters\":{%s},\"processor\":\"%s\"}"
                .formatted(processor, parameters, processor);
    }

    public static String bus(String id, String output) {
        return "{\"colour\":\"#3FD5FF\",\"id\":\"%s\",\"kind\":\"GROUP\",\"name\":\"%s\",\"output\":\"%s\",\"strip\":%s}"
                .formatted(id, id, output, strip(""));
    }

    byte[] json() {
        return """
                {"buses":[%s],"format":"%s","master":%s,"sampleRate":%d,"tracks":[%s]}""".formatted(buses, format, master, RATE, tracks.stream().collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
    }

    public MixDocument document() {
        return switch (MixDocument.read(json())) {
            case MixDocument.Reading.Accepted accepted -> accepted.document();
            case MixDocument.Reading.Refused refused ->
                throw new AssertionError(refused.reason().sentence());
        };
    }

    public StemSource stems() {
        return this::open;
    }

    private Optional<foldback.mixdown.StemReader> open(StemHash stem) {
        try {
            Path file = folder.resolve(stem.hex() + ".wav");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return switch (WavFile.open(file)) {
                case WavFile.Opened.Accepted accepted -> Optional.of(new StemFileReader(accepted.file()));
                case WavFile.Opened.Refused refused ->
                    throw new AssertionError(refused.refusal().sentence());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
