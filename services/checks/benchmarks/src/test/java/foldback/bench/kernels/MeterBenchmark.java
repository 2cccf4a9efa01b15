package foldback.bench.kernels;

import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The meters on stereo: nanoseconds a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeterBenchmark {
    private static final int FRAMES = 4096;

    private final double[][] signal = AtWork.stereo(FRAMES);
    private final LoudnessMeter loudness = new LoudnessMeter(AtWork.RATE, 2);
    private final PeakMeter peak = new PeakMeter(AtWork.RATE, 2);

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public double loudness() {
        loudness.add(signal, 0, FRAMES);
        return loudness.momentaryLufs();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public double truePeak() {
        peak.add(signal, 0, FRAMES);
        return peak.samplePeak();
    }
}
