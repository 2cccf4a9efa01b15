package foldback.bench.kernels;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.simd.VectorKernels;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** A processor on eight stereo strips side by side: nanoseconds a frame of one strip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LaneBenchmark {
    @Param({"filter", "eq", "compressor", "gate", "de-esser", "transient-shaper"})
    public String processor = "";

    private final @Nullable Processor[] subjects = new Processor[LaneKernel.LANES];
    private LaneKernel kernel = kernelFor(AtWork.processor("filter"));
    private final double[] signal = AtWork.signal(1, AtWork.TICK * AtWork.TICKS * LaneKernel.LANES);
    private final double[] left = new double[AtWork.TICK * LaneKernel.LANES];
    private final double[] right = new double[AtWork.TICK * LaneKernel.LANES];

    static LaneKernel kernelFor(Processor processor) {
        return Objects.requireNonNull(
                new VectorKernels().kernelFor(processor.getClass()), "no kernel runs " + processor.getClass());
    }

    @Setup
    public void prepare() {
        for (int lane = 0; lane < subjects.length; lane++) {
            Processor subject = AtWork.processor(processor);
            subjects[lane] = subject;
            kernel = kernelFor(subject);
            if (!kernel.accepts(subject)) {
                throw new IllegalStateException("the kernel does not take " + processor);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(AtWork.TICK * AtWork.TICKS * LaneKernel.LANES)
    public double lanes() {
        double kept = 0;
        for (int tick = 0; tick < AtWork.TICKS; tick++) {
            System.arraycopy(signal, tick * left.length, left, 0, left.length);
            System.arraycopy(signal, tick * left.length, right, 0, right.length);
            kernel.process(subjects, left, right);
            kept += left[0];
        }
        return kept;
    }
}
