package foldback.bench;

import foldback.audio.Encoding;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
import java.io.IOException;
import java.nio.file.Path;

/** Files that are known to be right. */
final class Wavs {
    private static final int BLOCK = 4096;

    private Wavs() {}

    static WavFile open(Path file) throws IOException {
        return switch (WavFile.open(file)) {
            case WavFile.Opened.Accepted accepted -> accepted.file();
            case WavFile.Opened.Refused refused ->
                throw new IOException(refused.refusal().sentence());
        };
    }

    /** Writes a file's samples into one that says that it has another rate. */
    static void relabel(Path file, int sampleRateHertz, Path into) throws IOException {
        try (WavFile wav = open(file)) {
            WavFormat format = new WavFormat(sampleRateHertz, wav.channels(), Encoding.PCM_24);
            Quantiser quantiser = new Quantiser(24, Dither.NONE, sampleRateHertz, wav.channels());
            double[][] block = new double[wav.channels()][BLOCK];
            int[][] integers = new int[wav.channels()][BLOCK];
            try (WavWriter out = new WavWriter(into, format, wav.frames())) {
                for (long at = 0; at < wav.frames(); at += BLOCK) {
                    int now = (int) Math.min(BLOCK, wav.frames() - at);
                    wav.read(at, block, now);
                    for (int c = 0; c < block.length; c++) {
                        for (int i = 0; i < now; i++) {
                            integers[c][i] = quantiser.quantise(block[c][i], at + i, c);
                        }
                    }
                    out.writeIntegers(integers, now);
                }
                out.finish();
            }
        }
    }
}
