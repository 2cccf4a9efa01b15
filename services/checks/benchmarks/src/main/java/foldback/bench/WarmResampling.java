package foldback.bench;

import foldback.audio.Encoding;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
import foldback.dsp.Resampler;
import foldback.dsp.simd.VectorKernels;
import java.io.IOException;
import java.nio.file.Path;

/** A file brought to another rate, in this process. */
record WarmResampling(Path file, int toHertz, Path result) implements Contender {
    private static final int BLOCK = 4096;
    private static final int BITS = 24;

    @Override
    public String name() {
        return "foldback";
    }

    @Override
    public Measurement run() throws IOException {
        double cpu = CpuClock.own();
        long started = System.nanoTime();
        String hash;
        try (WavFile wav = Wavs.open(file)) {
            int channels = wav.channels();
            Resampler resampler = new Resampler(wav.sampleRate(), toHertz, channels, VectorKernels.framesHere());
            WavFormat format = new WavFormat(toHertz, channels, Encoding.PCM_24);
            try (WavWriter out = new WavWriter(result, format, resampler.outputFrames(wav.frames()))) {
                double[][] block = new double[channels][BLOCK];
                Sink sink = new Sink(resampler, out, channels);
                for (long at = 0; at < wav.frames(); at += BLOCK) {
                    int now = (int) Math.min(BLOCK, wav.frames() - at);
                    wav.read(at, block, now);
                    resampler.push(block, 0, now);
                    sink.drain();
                }
                resampler.end();
                sink.drain();
                hash = out.finish().sha256();
            }
        }
        return new Measurement((System.nanoTime() - started) / 1e9, CpuClock.own() - cpu, hash, 0);
    }

    private static final class Sink {
        private final Resampler resampler;
        private final WavWriter out;
        private final Quantiser quantiser;
        private final double[][] block;
        private final int[][] integers;
        private long frame;

        Sink(Resampler resampler, WavWriter out, int channels) {
            this.resampler = resampler;
            this.out = out;
            quantiser = new Quantiser(BITS, Dither.NONE, 0, channels);
            block = new double[channels][BLOCK];
            integers = new int[channels][BLOCK];
        }

        void drain() throws IOException {
            for (int now = resampler.pull(block, 0, BLOCK); now > 0; now = resampler.pull(block, 0, BLOCK)) {
                for (int c = 0; c < block.length; c++) {
                    for (int i = 0; i < now; i++) {
                        integers[c][i] = quantiser.quantise(block[c][i], frame + i, c);
                    }
                }
                out.writeIntegers(integers, now);
                frame += now;
            }
        }
    }
}
