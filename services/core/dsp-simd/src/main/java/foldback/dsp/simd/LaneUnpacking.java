package foldback.dsp.simd;

import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.Packing;
import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Eight packed signals side by side: a frame of each is one word of 64 bits; the words are transposed, their samples unpacked as vectors. An
 * integer becomes a double by its bits: as the low bits of 2^52 and more, of which 2^52 is taken away again.
 */
final class LaneUnpacking {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    private LaneUnpacking() {}

    static void unpack(Packing packing, ByteBuffer[] packed, int[] from, double[] left, double[] right, long[] words) {
        for (int lane = 0; lane < LANES; lane++) {
            gather(packing.frameBytes(), packed[lane], from[lane], words, lane);
        }
        int bits = 8 * packing.sampleBytes();
        double scale = 1 / packing.fullScale();
        if (packing.channels() == 2) {
            both(words, bits, scale, left, right);
        } else {
            first(words, bits, scale, left);
        }
    }

    /** A loop for each size of frame: with another step than a constant one, every read would be checked. */
    private static void gather(int frameBytes, ByteBuffer packed, int from, long[] words, int lane) {
        switch (frameBytes) {
            case 2 -> {
                for (int i = 0; i < TICK; i++) {
                    words[i * LANES + lane] = packed.getLong(from + i * 2);
                }
            }
            case 3 -> {
                for (int i = 0; i < TICK; i++) {
                    words[i * LANES + lane] = packed.getLong(from + i * 3);
                }
            }
            case 4 -> {
                for (int i = 0; i < TICK; i++) {
                    words[i * LANES + lane] = packed.getLong(from + i * 4);
                }
            }
            case 6 -> {
                for (int i = 0; i < TICK; i++) {
                    words[i * LANES + lane] = packed.getLong(from + i * 6);
                }
            }
            default -> throw new IllegalArgumentException("frames of " + frameBytes + " bytes");
        }
    }

    private static void both(long[] words, int bits, double scale, double[] left, double[] right) {
        long mask = (1L << bits) - 1;
        long sign = 1L << (bits - 1);
        DoubleVector zero = DoubleVector.broadcast(SPECIES, (double) ((1L << 52) + sign));
        for (int at = 0; at < TICK * LANES; at += Width.LANES) {
            LongVector word = LongVector.fromArray(Width.LONGS, words, at);
            word.and(mask)
                    .lanewise(VectorOperators.XOR, sign)
                    .or(DspMath.BITS_OF_2_TO_52)
                    .viewAsFloatingLanes()
                    .sub(zero)
                    .mul(scale)
                    .intoArray(left, at);
            word.lanewise(VectorOperators.LSHR, bits)
                    .and(mask)
                    .lanewise(VectorOperators.XOR, sign)
                    .or(DspMath.BITS_OF_2_TO_52)
                    .viewAsFloatingLanes()
                    .sub(zero)
                    .mul(scale)
                    .intoArray(right, at);
        }
    }

    private static void first(long[] words, int bits, double scale, double[] left) {
        long mask = (1L << bits) - 1;
        long sign = 1L << (bits - 1);
        DoubleVector zero = DoubleVector.broadcast(SPECIES, (double) ((1L << 52) + sign));
        for (int at = 0; at < TICK * LANES; at += Width.LANES) {
            LongVector.fromArray(Width.LONGS, words, at)
                    .and(mask)
                    .lanewise(VectorOperators.XOR, sign)
                    .or(DspMath.BITS_OF_2_TO_52)
                    .viewAsFloatingLanes()
                    .sub(zero)
                    .mul(scale)
                    .intoArray(left, at);
        }
    }
}
