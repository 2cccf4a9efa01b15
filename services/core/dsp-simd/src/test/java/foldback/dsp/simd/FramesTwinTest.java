package foldback.dsp.simd;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.Packing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(Packing.class)
    void packed_samples_are_what_they_were_packed_from(Packing packing) {
        Random random = new Random(packing.frameBytes());
        int most = (int) packing.fullScale();
        int[][] samples = new int[LaneKernel.LANES * packing.channels()][];
        Arrays.setAll(samples, i -> random.ints(TICK, -most, most).toArray());
        samples[0][0] = -most;
        samples[1][1] = most - 1;
        ByteBuffer[] packed = new ByteBuffer[LaneKernel.LANES];
        int[] from = random.ints(LaneKernel.LANES, 0, 40).toArray();
        for (int lane = 0; lane < LaneKernel.LANES; lane++) {
            packed[lane] = packed(packing, samples, lane, from[lane]);
        }
        for (FrameKernels kernels : new FrameKernels[] {vectors, FrameKernels.PLAIN}) {
            double[] left = new double[TICK * LaneKernel.LANES];
            double[] right = new double[TICK * LaneKernel.LANES];
            kernels.unpackLanes(packing, packed, from, left, right, new long[left.length]);
            for (int lane = 0; lane < LaneKernel.LANES; lane++) {
                double[] one = new double[TICK];
                double[] other = new double[TICK];
                kernels.unpack(packing, packed[lane], from[lane], one, other);
                for (int i = 0; i < TICK; i++) {
                    double expected = samples[lane * packing.channels()][i] / packing.fullScale();
                    double expectedRight = packing.channels() == 1 ? 0 : samples[lane * 2 + 1][i] / packing.fullScale();
                    int at = i * LaneKernel.LANES + lane;
                    assertThat(new double[] {left[at], right[at], one[i], other[i]})
                            .as("%s, lane %d, frame %d", kernels, lane, i)
                            .containsExactly(expected, expectedRight, expected, expectedRight);
                }
            }
        }
    }

    private static ByteBuffer packed(Packing packing, int[][] samples, int lane, int from) {
        ByteBuffer bytes = ByteBuffer.allocate(from + TICK * packing.frameBytes() + Packing.MOST_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(bytes.array(), (byte) 0x55);
        bytes.position(from);
        for (int i = 0; i < TICK; i++) {
            for (int c = 0; c < packing.channels(); c++) {
                int sample = samples[lane * packing.channels() + c][i];
                for (int b = 0; b < packing.sampleBytes(); b++) {
                    bytes.put((byte) (sample >> (8 * b)));
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lanes_add_up_to_the_bits_of_one_signal_after_the_other(long seed) {
        Random random = new Random(seed);
        double[] x = lanes(random);
        double[] y = lanes(random);
        double[] gains = random.doubles(LaneKernel.LANES, -2, 2).toArray();
        double[] rises = seed % 2 == 0
                ? new double[LaneKernel.LANES]
                : random.doubles(8, -1, 1).toArray();
        double[] otherGains = random.doubles(LaneKernel.LANES, -2, 2).toArray();
        double[] otherRises = random.doubles(LaneKernel.LANES, -1, 1).toArray();
        double[][] apart = new double[LaneKernel.LANES][TICK];
        double[][] othersApart = new double[LaneKernel.LANES][TICK];
        vectors.separate(x, apart);
        vectors.separate(y, othersApart);
        double[] before = new double[LENGTH];
        FrameKernels.PLAIN.snap(signal(random), 0, before, 0, LENGTH);
        double[] expected = before.clone();
        double[] expectedOfBoth = before.clone();
        for (int lane = 0; lane < LaneKernel.LANES; lane++) {
            double next = gains[lane] + rises[lane];
            double otherNext = otherGains[lane] + otherRises[lane];
            rises[lane] = next - gains[lane];
            otherRises[lane] = otherNext - otherGains[lane];
            double[] blended = new double[TICK];
            FrameKernels.PLAIN.addRamped(apart[lane], gains[lane], next, expected, 50);
            FrameKernels.PLAIN.blend(
                    apart[lane], gains[lane], next, othersApart[lane], otherGains[lane], otherNext, blended);
            FrameKernels.PLAIN.addSnapped(blended, 0, expectedOfBoth, 50, TICK);
        }
        for (FrameKernels kernels : new FrameKernels[] {vectors, FrameKernels.PLAIN}) {
            double[] sum = before.clone();
            kernels.addLanes(x, gains, rises, sum, 50);
            assertThat(sum).isEqualTo(expected);
            double[] sumOfBoth = before.clone();
            kernels.addLanes(x, gains, rises, y, otherGains, otherRises, sumOfBoth, 50);
            assertThat(sumOfBoth).isEqualTo(expectedOfBoth);
        }
    }

    /** As loud as they may be. */
    private static double[] lanes(Random random) {
        return random.doubles((long) TICK * LaneKernel.LANES, -128, 128).toArray();
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
