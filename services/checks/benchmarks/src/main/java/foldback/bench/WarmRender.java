package foldback.bench;

import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.bounce.RenderMachine;
import foldback.dsp.Quantiser;
import foldback.mix.Mix;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.MixdownRenderer;
import foldback.mixdown.PlanRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A mix rendered into a 24-bit file, in this process, which has done it before. As peers do, it does not measure what it writes. */
record WarmRender(String name, Mix mix, Stems stems, RenderMachine machine, Path result) implements Contender {
    private static final int BLOCK = 4096;
    private static final int CHANNELS = 2;
    private static final int BITS = 24;

    @Override
    public Measurement run() throws IOException {
        double cpu = CpuClock.own();
        long started = System.nanoTime();
        String hash;
        try (MixdownPlan plan = plan();
                MixdownRenderer renderer = new MixdownRenderer(plan, machine.options())) {
            WavFormat format = new WavFormat(plan.sampleRate(), CHANNELS, Encoding.PCM_24);
            try (WavWriter out = new WavWriter(result, format, renderer.longestFrames())) {
                write(renderer, out);
                hash = out.finish().sha256();
            }
        }
        return new Measurement((System.nanoTime() - started) / 1e9, CpuClock.own() - cpu, hash, 0);
    }

    private MixdownPlan plan() throws IOException {
        return switch (MixdownPlan.compile(mix, stems)) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused ->
                throw new IOException(
                        refused.reasons().stream().map(PlanRefusal::sentence).collect(Collectors.joining(" ")));
        };
    }

    private static void write(MixdownRenderer renderer, WavWriter out) throws IOException {
        Quantiser quantiser = new Quantiser(BITS);
        double[][] block = new double[CHANNELS][BLOCK];
        int[][] integers = new int[CHANNELS][BLOCK];
        long frame = 0;
        for (int frames = renderer.render(block, BLOCK); frames > 0; frames = renderer.render(block, BLOCK)) {
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < frames; i++) {
                    integers[c][i] = quantiser.quantise(block[c][i], frame + i, c);
                }
            }
            out.writeIntegers(integers, frames);
            frame += frames;
        }
    }
}
