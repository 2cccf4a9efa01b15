package foldback.dsp.simd;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over frames give the same bits with vectors as without. */
final class FramesTwinTest {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LENGTH = 700;

    private final FrameKernels vectors = new VectorKernels().frames();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void vectors_of_frames_give_the_bits_of_the_plain_loops(long seed) {
        Random random = new Random(seed);
        double[] x = signal(random);
        double[] y = signal(random);
        int from = random.nextInt(100);
        int at = random.nextInt(100);
        int frames = random.nextInt(400);
        double[] gains = random.doubles(4, -2, 2).toArray();
        double next = random.nextBoolean() ? gains[0] : gains[1];
        double[] taps = random.doubles(1 + random.nextInt(70), -1, 1).toArray();
        equal(random, (k, out) -> k.snap(x, from, out, at, frames));
        equal(random, (k, out) -> assertThat(k.snapBelow(out, frames, 2)).isTrue());
        equal(random, (k, out) -> k.addSnapped(x, from, out, at, frames));
        equal(random, (k, out) -> k.add(x, from, out, at, frames));
        equal(random, (k, out) -> k.addRamped(x, gains[0], next, out, at));
        equal(random, (k, out) -> k.scaleRamped(x, gains[0], next, out));
        equal(random, (k, out) -> k.scaleRamped(out, gains[0], next, out));
        equal(random, (k, out) -> k.blend(x, gains[0], next, y, gains[2], gains[3], out));
        equal(random, (k, out) -> k.blend(out, gains[0], next, y, gains[2], gains[3], out));
        equal(random, (k, out) -> k.butterfly(out, y.clone(), frames));
        equal(random, (k, out) -> k.butterfly(x.clone(), out, frames));
        equal(random, (k, out) -> k.feedBack(x, gains[0], out, frames));
        equal(random, (k, out) -> k.feedBack(out.clone(), -1 + 1e-31, out, frames));
        equal(random, (k, out) -> k.allpass(out, y.clone(), gains[0], frames));
        equal(random, (k, out) -> k.allpass(x.clone(), out, gains[0], frames));
        equal(random, (k, out) -> k.filter(x, from, taps, out, at, frames));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void vectors_find_whatever_is_not_below_a_limit(long seed) {
        Random random = new Random(seed);
        int from = random.nextInt(100);
        int frames = 1 + random.nextInt(400);
        double[] x = random.doubles(LENGTH, -0.99, 0.99).toArray();
        for (FrameKernels kernels : new FrameKernels[] {vectors, FrameKernels.PLAIN}) {
            assertThat(kernels.allBelow(x, from, frames, 1)).isTrue();
            for (double loud : new double[] {1, -1, 7, Double.NaN, Double.NEGATIVE_INFINITY}) {
                double[] one = x.clone();
                one[from + random.nextInt(frames)] = loud;
                assertThat(kernels.allBelow(one, from, frames, 1))
                        .as("%s", loud)
                        .isFalse();
                assertThat(kernels.snapBelow(one, from + frames, 1))
                        .as("%s", loud)
                        .isFalse();
            }
            double[] outside = x.clone();
            outside[from + frames] = 2;
            assertThat(kernels.allBelow(outside, from, frames, 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lanes_are_put_together_and_taken_apart_alike(long seed) {
        Random random = new Random(seed);
        double[][] apart = new double[LaneKernel.LANES][];
        Arrays.setAll(apart, lane -> random.doubles(2 * TICK, -1, 1).toArray());
        int[] from = random.ints(LaneKernel.LANES, 0, TICK).toArray();
        double[] lanes = new double[TICK * LaneKernel.LANES];
        vectors.interleave(apart, from, lanes);
        for (int i = 0; i < lanes.length; i++) {
            assertThat(lanes[i])
                    .isEqualTo(apart[i % LaneKernel.LANES][from[i % LaneKernel.LANES] + i / LaneKernel.LANES]);
        }
        double[][] again = new double[LaneKernel.LANES][TICK];
        vectors.separate(lanes, again);
        double[][] ticks = new double[LaneKernel.LANES][];
        Arrays.setAll(ticks, lane -> Arrays.copyOfRange(apart[lane], from[lane], from[lane] + TICK));
        assertThat(again).isDeepEqualTo(ticks);
        FrameKernels.PLAIN.separate(lanes, again);
        assertThat(again).isDeepEqualTo(ticks);
    }

    private void equal(Random random, BiConsumer<FrameKernels, double[]> loop) {
        double[] plain = signal(random);
        double[] vector = plain.clone();
        loop.accept(FrameKernels.PLAIN, plain);
        loop.accept(vectors, vector);
        assertThat(vector).isEqualTo(plain);
    }

    /** Loud and soft, and zeros of either sign. */
    private static double[] signal(Random random) {
        double[] x = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double level = i % 50 == 0 ? 0 : i % 7 == 0 ? 1e-13 : 2;
            x[i] = level * (2 * random.nextDouble() - 1);
        }
        return x;
    }
}
