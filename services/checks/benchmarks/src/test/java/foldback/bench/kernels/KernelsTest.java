package foldback.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Encoding;
import foldback.dsp.Dither;
import foldback.dsp.Processor;
import foldback.dsp.simd.VectorKernels;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** That every kernel has a benchmark which runs, and gives it something to do. */
final class KernelsTest {
    private static List<String> parameters(Class<?> benchmark, String field) throws NoSuchFieldException {
        return List.of(benchmark.getField(field).getAnnotation(Param.class).value());
    }

    static List<String> registered() {
        return Processors.ALL.stream().map(ProcessorSpec::id).toList();
    }

    @Test
    void every_processor_of_the_registry_has_a_benchmark() throws Exception {
        assertThat(parameters(ProcessorBenchmark.class, "processor")).containsExactlyInAnyOrderElementsOf(registered());
    }

    @Test
    void every_processor_with_a_lane_kernel_has_a_benchmark_of_it() throws Exception {
        VectorKernels kernels = new VectorKernels();
        List<String> inLanes = registered().stream()
                .filter(id -> kernels.kernelFor(AtWork.processor(id).getClass()) != null)
                .toList();
        assertThat(parameters(LaneBenchmark.class, "processor")).containsExactlyInAnyOrderElementsOf(inLanes);
    }

    @ParameterizedTest
    @MethodSource("registered")
    void a_processor_at_work_changes_the_signal(String id) {
        Processor processor = AtWork.processor(id);
        int frames = 100 * AtWork.TICK;
        double[][] signal = AtWork.stereo(frames);
        double[][] processed = AtWork.stereo(frames);
        for (int at = 0; at < frames; at += AtWork.TICK) {
            processor.process(processed, at, AtWork.TICK);
        }
        int from = processor.latencyFrames();
        double[] heard = Arrays.copyOfRange(processed[0], from, frames);
        assertThat(heard).isNotEqualTo(Arrays.copyOfRange(signal[0], 0, frames - from));
    }

    @Test
    void every_benchmark_runs() throws Exception {
        for (String id : registered()) {
            ProcessorBenchmark scalar = new ProcessorBenchmark();
            scalar.processor = id;
            scalar.prepare();
            assertThat(scalar.scalar()).isFinite();
        }
        for (String id : parameters(LaneBenchmark.class, "processor")) {
            LaneBenchmark lanes = new LaneBenchmark();
            lanes.processor = id;
            lanes.prepare();
            assertThat(lanes.lanes()).isFinite().isNotZero();
        }
        MeterBenchmark meters = new MeterBenchmark();
        assertThat(meters.truePeak()).isBetween(0.1, 1.0);
        meters.loudness();
        ResamplerBenchmark resampler = new ResamplerBenchmark();
        resampler.prepare();
        assertThat(resampler.resample()).isPositive();
        for (Dither dither : Dither.values()) {
            QuantiserBenchmark quantiser = new QuantiserBenchmark();
            quantiser.dither = dither;
            quantiser.prepare();
            assertThat(quantiser.quantise()).isBetween(-32_768, 32_767);
        }
        for (String encoding : parameters(WavBenchmark.class, "encoding")) {
            WavBenchmark wav = new WavBenchmark();
            wav.encoding = Encoding.valueOf(encoding);
            wav.prepare();
            try {
                assertThat(wav.write()).hasSize(64);
                assertThat(wav.read()).isFinite();
            } finally {
                wav.remove();
            }
        }
    }
}
