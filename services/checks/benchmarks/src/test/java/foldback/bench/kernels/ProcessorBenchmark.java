package foldback.bench.kernels;

import foldback.dsp.Processor;
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

/** A processor on a stereo strip, alone: nanoseconds a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProcessorBenchmark {
    @Param({
        "filter",
        "eq",
        "compressor",
        "limiter",
        "gate",
        "de-esser",
        "transient-shaper",
        "multiband-compressor",
        "saturation",
        "chorus",
        "flanger",
        "phaser",
        "tremolo",
        "auto-pan",
        "reverb",
        "delay",
        "stereo"
    })
    public String processor = "";

    private Processor subject = AtWork.processor("filter");
    private final double[][] signal = AtWork.stereo(AtWork.TICK * AtWork.TICKS);
    private final double[][] block = new double[2][AtWork.TICK];

    @Setup
    public void prepare() {
        subject = AtWork.processor(processor);
    }

    @Benchmark
    @OperationsPerInvocation(AtWork.TICK * AtWork.TICKS)
    public double scalar() {
        double kept = 0;
        for (int tick = 0; tick < AtWork.TICKS; tick++) {
            for (int c = 0; c < 2; c++) {
                System.arraycopy(signal[c], tick * AtWork.TICK, block[c], 0, AtWork.TICK);
            }
            subject.process(block, 0, AtWork.TICK);
            kept += block[0][0];
        }
        return kept;
    }
}
