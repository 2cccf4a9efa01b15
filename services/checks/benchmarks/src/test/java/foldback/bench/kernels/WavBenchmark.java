package foldback.bench.kernels;

import foldback.audio.Encoding;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Stereo files read and written (and hashed): nanoseconds a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WavBenchmark {
    private static final int FRAMES = 65_536;

    @Param({"PCM_16", "PCM_24", "PCM_32", "FLOAT_32"})
    public Encoding encoding = Encoding.PCM_16;

    private final double[][] signal = AtWork.stereo(FRAMES);
    private final int[][] integers = new int[2][FRAMES];
    private Path folder = Path.of("");
    private Path file = Path.of("");

    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("foldback-wav-");
        file = folder.resolve("read.wav");
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < FRAMES; i++) {
                integers[c][i] = (int) (signal[c][i] * (1L << (8 * encoding.bytesPerSample() - 1)));
            }
        }
        writeTo(file);
    }

    @TearDown
    public void remove() throws IOException {
        for (Path each : new Path[] {file, folder.resolve("written.wav"), folder}) {
            Files.deleteIfExists(each);
        }
    }

    private String writeTo(Path target) throws IOException {
        try (WavWriter out = new WavWriter(target, new WavFormat(AtWork.RATE, 2, encoding), FRAMES)) {
            if (encoding.isFloatingPoint()) {
                out.writeFloats(signal, FRAMES);
            } else {
                out.writeIntegers(integers, FRAMES);
            }
            return out.finish().sha256();
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public String write() throws IOException {
        return writeTo(folder.resolve("written.wav"));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public double read() throws IOException {
        if (!(WavFile.open(file) instanceof WavFile.Opened.Accepted accepted)) {
            throw new IOException("what was written cannot be read");
        }
        try (WavFile wav = accepted.file()) {
            double[][] block = new double[2][4096];
            for (int at = 0; at < FRAMES; at += 4096) {
                wav.read(at, block, 4096);
            }
            return block[0][0];
        }
    }
}
