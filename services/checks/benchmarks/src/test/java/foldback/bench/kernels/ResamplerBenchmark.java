package foldback.bench.kernels;

import foldback.dsp.Resampler;
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

/** The resampler on stereo: nanoseconds a frame that comes in. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResamplerBenchmark {
    private static final int FRAMES = 4096;

    @Param({"44100", "96000"})
    public int fromHertz = 44_100;

    private final double[][] signal = AtWork.stereo(FRAMES);
    private final double[][] out = new double[2][2 * FRAMES];
    private Resampler resampler = new Resampler(44_100, AtWork.RATE, 2);

    @Setup
    public void prepare() {
        resampler = new Resampler(fromHertz, AtWork.RATE, 2);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int resample() {
        resampler.push(signal, 0, FRAMES);
        return resampler.pull(out, 0, 2 * FRAMES);
    }
}
