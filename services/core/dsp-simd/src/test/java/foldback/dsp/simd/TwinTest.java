package foldback.dsp.simd;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.dsp.Compressor;
import foldback.dsp.Eq;
import foldback.dsp.Filter;
import foldback.dsp.Processor;
import foldback.dsp.SavedState;
import foldback.dsp.lanes.LaneKernel;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes give the bits that each processor gives alone. */
final class TwinTest {
    private static final int TICKS = 150;
    private static final int LANES = LaneKernel.LANES;
    private static final int TICK = Processor.TICK_FRAMES;

    record Kind(String id, Supplier<Processor> make, int channels, int rate, long seed) {
        @Override
        public String toString() {
            return id + ", " + channels + " ch, " + rate + " Hz, seed " + seed;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(1L, 2L, 3L, 4L)
                .flatMap(seed -> Stream.of(1, 2).flatMap(channels -> {
                    int rate = List.of(44_100, 48_000, 96_000, 192_000).get((int) (seed - 1));
                    return Stream.of(
                            new Kind("filter", Filter::new, channels, rate, seed),
                            new Kind("eq", Eq::new, channels, rate, seed),
                            new Kind("compressor", Compressor::new, channels, rate, seed));
                }));
    }

    @Test
    void the_machine_has_vectors() {
        assertThat(VectorKernels.available()).isTrue();
        Integer forced = Integer.getInteger(Width.BITS_PROPERTY);
        System.out.println("lanes: " + Width.SPECIES);
        assertThat(Width.SPECIES.vectorBitSize()).isEqualTo(forced == null ? 64 * Width.LANES : forced);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void a_kernel_gives_the_bits_of_the_processors_and_leaves_them_as_they_would_be(Kind kind) {
        Random random = new Random(kind.seed());
        ProcessorSpec spec = Processors.find(kind.id()).orElseThrow();
        Processor[] together = new Processor[LANES];
        Processor[] alone = new Processor[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            together[lane] = kind.make().get();
            alone[lane] = kind.make().get();
            together[lane].prepare(kind.rate(), kind.channels());
            alone[lane].prepare(kind.rate(), kind.channels());
            configure(spec, random, together[lane], alone[lane]);
        }
        LaneKernel kernel =
                Objects.requireNonNull(new VectorKernels().kernelFor(alone[0].getClass()), "a kernel for " + kind);
        int lanesRun = 0;
        boolean[] idle = new boolean[LANES];
        for (int tick = 0; tick < TICKS; tick++) {
            double[] left = signal(random, tick);
            double[] right = signal(random, tick);
            double[][][] expected = new double[LANES][][];
            if (tick % 5 == 0) {
                kernel.release();
                for (int lane = 0; lane < LANES; lane++) {
                    idle[lane] = random.nextInt(8) == 0;
                }
            }
            @Nullable Processor[] running = new @Nullable Processor[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                double[][] x = kind.channels() == 1
                        ? new double[][] {lane(left, lane)}
                        : new double[][] {lane(left, lane), lane(right, lane)};
                expected[lane] = x;
                if (idle[lane]) {
                    continue;
                }
                if (random.nextInt(40) == 0) {
                    kernel.release();
                    configure(spec, random, together[lane], alone[lane]);
                }
                double[][] unprocessed = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
                alone[lane].process(x, 0, TICK);
                if (kernel.accepts(together[lane])) {
                    running[lane] = together[lane];
                    lanesRun++;
                } else {
                    kernel.release();
                    together[lane].process(unprocessed, 0, TICK);
                    expected[lane] = kind.channels() == 1
                            ? new double[][] {lane(left, lane)}
                            : new double[][] {lane(left, lane), lane(right, lane)};
                    assertThat(unprocessed).isDeepEqualTo(x);
                }
            }
            kernel.process(running, left, kind.channels() == 1 ? null : right);
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(lane(left, lane))
                        .as("tick %d, lane %d, left", tick, lane)
                        .isEqualTo(expected[lane][0]);
                if (kind.channels() == 2) {
                    assertThat(lane(right, lane))
                            .as("tick %d, lane %d, right", tick, lane)
                            .isEqualTo(expected[lane][1]);
                }
            }
        }
        kernel.release();
        for (int lane = 0; lane < LANES; lane++) {
            assertThat(SavedState.of(together[lane]::exchange).words())
                    .isEqualTo(SavedState.of(alone[lane]::exchange).words());
        }
        assertThat(lanesRun).as("lanes that ran in the kernel").isGreaterThan(TICKS * LANES / 8);
    }

    /** Every second parameter as a fresh one has it, the others anywhere in their ranges; mostly as a kernel takes it. */
    private static void configure(ProcessorSpec spec, Random random, Processor... processors) {
        boolean plain = random.nextInt(4) != 0;
        double[] parameters = spec.parameters().stream()
                .mapToDouble(p -> plain && isBeyondLanes(p.id()) ? p.defaultValue() : draw(p, random))
                .toArray();
        for (Processor processor : processors) {
            processor.configure(parameters);
        }
    }

    private static boolean isBeyondLanes(String id) {
        return id.equals("hold")
                || Stream.of("look-ahead", "key-", "auto-", "link", "range", "channels")
                        .anyMatch(id::contains);
    }

    private static double draw(ParameterSpec spec, Random random) {
        if (random.nextInt(2) == 0 || spec.id().equals("look-ahead")) {
            return spec.defaultValue();
        }
        double value = spec.minimum() + (spec.maximum() - spec.minimum()) * random.nextDouble();
        return spec.isDiscrete() ? Math.rint(value) : value;
    }

    /** Noise in bursts, silence of either sign, and what is almost silence. */
    private static double[] signal(Random random, int tick) {
        double level = tick % 7 == 0 ? 0 : tick % 11 == 0 ? 1e-25 : tick % 3 == 0 ? 1.5 : 0.05;
        double[] x = new double[TICK * LANES];
        for (int i = 0; i < x.length; i++) {
            x[i] = level * (2 * random.nextDouble() - 1);
        }
        return x;
    }

    private static double[] lane(double[] x, int lane) {
        double[] of = new double[TICK];
        for (int i = 0; i < TICK; i++) {
            of[i] = x[i * LANES + lane];
        }
        return of;
    }
}
