package foldback.cli.mixdown;

import static java.nio.charset.StandardCharsets.UTF_8;

import foldback.audio.Encoding;
import foldback.audio.Folders;
import foldback.audio.Sha256;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.cli.InputRefusedException;
import foldback.cli.OutputUnwritableException;
import foldback.cli.UsageException;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterSpec;
import foldback.mix.Processors;
import foldback.mix.SampleRate;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import foldback.mix.codec.MixCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A mixdown of noise that nobody hears, with what most mixes have. The launcher has it recorded, classes loaded and how hot methods became ({@code
 * -XX:AOTCacheOutput}, JEP 483, 514 and 515), so that real ones need not find it out anew in each process.
 */
public final class Rehearsal {
    private static final int RATE = 48_000;
    private static final int SECONDS = 12;
    private static final int TRACKS = 10;

    /** -12 dBFS of 24 bits. */
    private static final int AMPLITUDE = 1 << 21;

    private static final Colour COLOUR = new Colour("#FF9F00");

    private Rehearsal() {}

    /** Renders it in a folder that is gone afterwards. */
    public static void run()
            throws UsageException, InputRefusedException, OutputUnwritableException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("foldback-rehearsal-");
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)) {
            StemHash mono = noise(folder, 1);
            StemHash stereo = noise(folder, 2);
            Path document = folder.resolve("mix.json");
            Files.write(document, MixCodec.canonicalDocument(mix(mono, stereo)));
            Path result = folder.resolve("mixdown.wav");
            Mixdown.run(List.of(document.toString(), "-o", result.toString(), "--trust-names"), nowhere, nowhere);
        } finally {
            Folders.remove(folder);
        }
    }

    private static StemHash noise(Path folder, int channels) throws IOException {
        Random random = new Random(channels);
        int[][] samples = new int[channels][RATE];
        for (int[] channel : samples) {
            Arrays.setAll(channel, i -> random.nextInt(-AMPLITUDE, AMPLITUDE));
        }
        Path file = folder.resolve("noise.wav");
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, channels, Encoding.PCM_24), RATE)) {
            out.writeIntegers(samples, RATE);
            out.finish();
        }
        String hash = Sha256.of(file);
        Files.move(file, folder.resolve(hash + ".wav"));
        return new StemHash(hash);
    }

    private static Mix mix(StemHash mono, StemHash stereo) {
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < TRACKS; i++) {
            tracks.add(track(i, i % 5 == 4 ? mono : stereo));
        }
        return new Mix(
                new SampleRate(RATE),
                tracks,
                List.of(bus("room", "reverb"), bus("echo", "delay")),
                strip("eq", "limiter"));
    }

    private static Track track(int i, StemHash stem) {
        List<Clip> clips = new ArrayList<>();
        for (int s = 0; s < SECONDS; s++) {
            clips.add(new Clip(new Id("c" + s), stem, (long) s * RATE, 0, RATE));
        }
        Strip strip = strip("filter", "gate", "eq", "compressor", "de-esser", "transient-shaper")
                .withSends(List.of(send("room"), send("echo")))
                .withParameter("fader", -12)
                .withParameter("pan", i / (double) TRACKS);
        return new Track(new Id("t" + i), "Track " + i, COLOUR, clips, strip, StripAddress.MASTER);
    }

    private static Bus bus(String id, String processor) {
        return new Bus(new Id(id), id, Bus.Kind.RETURN, COLOUR, strip(processor), StripAddress.MASTER);
    }

    private static Send send(String bus) {
        return new Send(new Id(bus), new Id(bus), false, -18);
    }

    private static Strip strip(String... processors) {
        return Strip.FRESH.withInserts(
                Arrays.stream(processors).map(Rehearsal::insert).toList());
    }

    private static Insert insert(String processor) {
        TreeMap<String, Double> parameters = new TreeMap<>();
        for (ParameterSpec parameter : Processors.find(processor).orElseThrow().parameters()) {
            parameters.put(parameter.id(), parameter.defaultValue());
        }
        if (processor.equals("eq")) {
            parameters.put("band-2-gain", 3.0);
            parameters.put("band-4-gain", -3.0);
            parameters.put("band-6-gain", 2.0);
        }
        return new Insert(new Id(processor), processor, false, parameters);
    }
}
