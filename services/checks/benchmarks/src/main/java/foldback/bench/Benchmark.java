package foldback.bench;

import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.bounce.RenderMachine;
import foldback.dsp.DspMath;
import foldback.mix.Mix;
import foldback.mix.codec.MixCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the workloads, Foldback and each peer in turns. */
final class Benchmark {
    /** Until the compiler has nothing left to do: what is rendered afterwards takes the same time every time. */
    private static final int WARM_UPS = 4;

    private static final int OTHER_RATE = 44_100;

    private final BenchOptions options;
    private final Stems stems;
    private final Path work;
    private final Path launcher;
    private final Figures figures;
    private final RenderMachine one = new RenderMachine(1, RenderMachine.Kernels.AUTO);

    /**
     * @param work a folder for what is made
     * @param launcher the command that is measured as a whole
     */
    Benchmark(BenchOptions options, Stems stems, Path work, Path launcher, Figures figures) {
        this.options = options;
        this.stems = stems;
        this.work = work;
        this.launcher = launcher;
        this.figures = figures;
    }

    void run() throws IOException, InterruptedException {
        for (Workload workload : options.workloads()) {
            figures.title(workload);
            switch (workload) {
                case CORE -> core();
                case COLD -> cold();
                case FULL -> full();
                case HUNDRED -> alone(workload, process(workload, mixes().sixInserts(100, workload.seconds())));
                case LONG -> alone(workload, process(workload, mixes().channels(64, workload.seconds())));
                case LOUDNESS ->
                    duel(workload, List.of(new WarmMeters(stems.file(0))), List.of(Ffmpeg.meters(stems.file(0))));
                case RESAMPLING -> resampling();
            }
        }
    }

    private Mixes mixes() {
        return new Mixes(stems.hashes(), stems.frames());
    }

    private Path result(String name) {
        return work.resolve(name);
    }

    private void core() throws IOException, InterruptedException {
        int seconds = Workload.CORE.seconds();
        Mix mix = mixes().core(seconds);
        List<Contender> peers = new ArrayList<>(List.of(
                Ffmpeg.core(stems, seconds, result("peer.wav")),
                Ffmpeg.coreWall(stems, seconds, result("peer.wav")),
                Sox.core(stems, result("peer.wav")),
                new Anchor(stems, seconds, work, result("peer.wav")),
                new Chromium(stems, seconds, work)));
        options.against().forEach((name, command) -> peers.add(own(name, command)));
        duel(Workload.CORE, warm(mix), peers);
    }

    /** A command that somebody wants compared, through the shell, as they would start it. */
    private Command own(String name, String command) {
        Path folder = stems.file(0).toAbsolutePath().getParent();
        String line = command.replace("{stems}", String.valueOf(folder))
                .replace("{out}", result("peer.wav").toString());
        return new Command(name, List.of("sh", "-c", line), result("peer.wav"));
    }

    private List<Contender> warm(Mix mix) {
        Path result = result("foldback.wav");
        return List.of(
                new WarmRender("foldback", mix, stems, one, result),
                new WarmRender("foldback, all threads", mix, stems, RenderMachine.all(), result));
    }

    private void cold() throws IOException, InterruptedException {
        int seconds = Workload.COLD.seconds();
        Contender ours = process(Workload.COLD, mixes().core(seconds));
        duel(Workload.COLD, List.of(ours), List.of(Ffmpeg.core(stems, seconds, result("peer.wav"))));
    }

    private void full() throws IOException, InterruptedException {
        int seconds = Workload.FULL.seconds();
        Command ffmpeg = Ffmpeg.full(stems, seconds, impulseResponse(), result("peer.wav"));
        duel(Workload.FULL, warm(mixes().full(seconds)), List.of(ffmpeg));
    }

    /** A room of three seconds, for a peer that convolves. */
    private Path impulseResponse() throws IOException {
        Path file = result("room.wav");
        int frames = 3 * StripNumbers.RATE;
        double[][] noise = new double[2][frames];
        long seed = 1;
        for (int i = 0; i < frames; i++) {
            for (double[] channel : noise) {
                seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                channel[i] = (seed >> 11) / (double) (1L << 52) * DspMath.exp2(-10.0 * i / frames) * 0.05;
            }
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(StripNumbers.RATE, 2, Encoding.FLOAT_32), frames)) {
            out.writeFloats(noise, frames);
            out.finish();
        }
        return file;
    }

    private void resampling() throws IOException, InterruptedException {
        Path source = result("source.wav");
        // The same samples, said to be slower.
        Wavs.relabel(stems.file(0), OTHER_RATE, source);
        duel(
                Workload.RESAMPLING,
                List.of(new WarmResampling(source, StripNumbers.RATE, result("foldback.wav"))),
                List.of(Sox.resampling(source, StripNumbers.RATE, result("peer.wav"))));
        Files.delete(source);
    }

    /** The command, as somebody would type it; stems are linked under their names, so that it does what a peer does and hashes none. */
    private Command process(Workload workload, Mix mix) throws IOException {
        Path folder = Files.createDirectories(work.resolve("stems"));
        for (int i = 0; i < stems.files().size(); i++) {
            Path link = folder.resolve(stems.hashes().get(i).hex() + ".wav");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, stems.file(i).toAbsolutePath());
            }
        }
        Path document = result(workload.id() + ".mix.json");
        Files.write(document, MixCodec.canonicalDocument(mix));
        Path result = result("foldback.wav");
        return new Command(
                "foldback mixdown",
                List.of(
                        launcher.toString(),
                        "mixdown",
                        document.toString(),
                        "-o",
                        result.toString(),
                        "--stems",
                        folder.toString(),
                        "--trust-names"),
                Map.of("FOLDBACK_BUILT", "1", "JAVA_HOME", System.getProperty("java.home")),
                result);
    }

    // ---- in turns

    private void alone(Workload workload, Contender ours) throws IOException, InterruptedException {
        for (int i = 1; i <= options.repeat(); i++) {
            figures.row(workload, ours.name(), i, ours.run());
        }
    }

    /** Every one of ours against every peer: A B A B, so that what else the machine does falls on both. */
    private void duel(Workload workload, List<? extends Contender> ours, List<? extends Contender> peers)
            throws IOException, InterruptedException {
        List<Contender> present = new ArrayList<>();
        for (Contender peer : peers) {
            if (!options.wants(peer.name())) {
                continue;
            }
            if (peer.missing().isPresent()) {
                figures.note(peer.name() + ": " + peer.missing().get() + " is not installed, left out");
            } else {
                present.add(peer);
            }
        }
        for (Contender each : ours) {
            if (!(each instanceof Command)) {
                for (int i = 0; i < WARM_UPS; i++) {
                    each.run();
                }
            }
            if (present.isEmpty()) {
                alone(workload, each);
            }
            for (Contender peer : present) {
                List<Figures.Ratio> ratios = new ArrayList<>();
                for (int i = 1; i <= options.repeat(); i++) {
                    Measurement we = each.run();
                    Measurement they = peer.run();
                    figures.pair(workload, each.name(), we, peer.name(), they, i);
                    ratios.add(Figures.Ratio.of(they, we));
                }
                figures.ratios(peer.name(), each.name(), ratios);
            }
        }
    }
}
