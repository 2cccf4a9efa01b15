package foldback.bench.kernels;

import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
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
import org.openjdk.jmh.annotations.Warmup;

/** Dither and rounding: nanoseconds a sample. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuantiserBenchmark {
    private static final int FRAMES = 4096;

    @Param({"NONE", "TRIANGULAR", "SHAPED"})
    public Dither dither = Dither.NONE;

    private final double[] signal = AtWork.signal(1, FRAMES);
    private final int[] out = new int[FRAMES];
    private Quantiser quantiser = new Quantiser(24);
    private long frame;

    @Setup
    public void prepare() {
        quantiser = new Quantiser(16, dither, AtWork.RATE, 1);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int quantise() {
        for (int i = 0; i < FRAMES; i++) {
            out[i] = quantiser.quantise(signal[i], frame + i, 0);
        }
        frame += FRAMES;
        return out[0];
    }
}
