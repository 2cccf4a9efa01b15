package foldback.dsp.simd;

import static foldback.dsp.simd.Width.LANES;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.Packing;
import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link FrameKernels} with as many frames in a vector as the machine likes; what is left over goes to the plain ones. */
final class VectorFrames implements FrameKernels {
    private static final int TICK = Processor.TICK_FRAMES;

    /** How far each frame of a tick is into it, 0 to 127/128. */
    private static final double[] INTO_TICK = intoTick();

    private static double[] intoTick() {
        double[] into = new double[TICK];
        for (int i = 0; i < TICK; i++) {
            into[i] = (double) i / TICK;
        }
        return into;
    }

    @Override
    public boolean allBelow(double[] x, int from, int frames, double limit) {
        int whole = frames / LANES * LANES;
        VectorMask<Double> below = SPECIES.maskAll(true);
        for (int i = from; i < from + whole; i += LANES) {
            below = below.and(DoubleVector.fromArray(SPECIES, x, i)
                    .lanewise(VectorOperators.ABS)
                    .lt(limit));
        }
        return below.allTrue() && PLAIN.allBelow(x, from + whole, frames - whole, limit);
    }

    @Override
    public boolean snapBelow(double[] x, int frames, double limit) {
        int whole = frames / LANES * LANES;
        VectorMask<Double> below = SPECIES.maskAll(true);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            below = below.and(in.lanewise(VectorOperators.ABS).lt(limit));
            in.add(GRID).sub(GRID).intoArray(x, i);
        }
        boolean rest = true;
        for (int i = whole; i < frames; i++) {
            double in = x[i];
            rest &= Math.abs(in) < limit;
            x[i] = (in + GRID) - GRID;
        }
        return rest && below.allTrue();
    }

    @Override
    public void snap(double[] x, int from, double[] out, int at, int frames) {
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, from + i).add(GRID).sub(GRID).intoArray(out, at + i);
        }
        PLAIN.snap(x, from + whole, out, at + whole, frames - whole);
    }

    @Override
    public void addSnapped(double[] x, int from, double[] sum, int at, int frames) {
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector snapped =
                    DoubleVector.fromArray(SPECIES, x, from + i).add(GRID).sub(GRID);
            DoubleVector.fromArray(SPECIES, sum, at + i).add(snapped).intoArray(sum, at + i);
        }
        PLAIN.addSnapped(x, from + whole, sum, at + whole, frames - whole);
    }

    @Override
    public void add(double[] x, int from, double[] sum, int at, int frames) {
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, from + i);
            DoubleVector.fromArray(SPECIES, sum, at + i).add(in).intoArray(sum, at + i);
        }
        PLAIN.add(x, from + whole, sum, at + whole, frames - whole);
    }

    @Override
    public void addRamped(double[] x, double gain, double nextGain, double[] sum, int at) {
        DoubleVector start = DoubleVector.broadcast(SPECIES, gain);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, nextGain - gain);
        for (int i = 0; i < TICK; i += LANES) {
            DoubleVector g = start.add(rise.mul(DoubleVector.fromArray(SPECIES, INTO_TICK, i)));
            DoubleVector snapped =
                    DoubleVector.fromArray(SPECIES, x, i).mul(g).add(GRID).sub(GRID);
            DoubleVector.fromArray(SPECIES, sum, at + i).add(snapped).intoArray(sum, at + i);
        }
    }

    @Override
    public void scaleRamped(double[] x, double gain, double nextGain, double[] out) {
        DoubleVector start = DoubleVector.broadcast(SPECIES, gain);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, nextGain - gain);
        for (int i = 0; i < TICK; i += LANES) {
            DoubleVector g = start.add(rise.mul(DoubleVector.fromArray(SPECIES, INTO_TICK, i)));
            DoubleVector.fromArray(SPECIES, x, i).mul(g).intoArray(out, i);
        }
    }

    @Override
    public void blend(
            double[] x, double gain, double nextGain, double[] y, double other, double nextOther, double[] out) {
        DoubleVector start = DoubleVector.broadcast(SPECIES, gain);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, nextGain - gain);
        DoubleVector otherStart = DoubleVector.broadcast(SPECIES, other);
        DoubleVector otherRise = DoubleVector.broadcast(SPECIES, nextOther - other);
        for (int i = 0; i < TICK; i += LANES) {
            DoubleVector into = DoubleVector.fromArray(SPECIES, INTO_TICK, i);
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i).mul(start.add(rise.mul(into)));
            DoubleVector b = DoubleVector.fromArray(SPECIES, y, i).mul(otherStart.add(otherRise.mul(into)));
            a.add(b).intoArray(out, i);
        }
    }

    /** Four vectors of frames at a time, as their sums do not wait for each other. */
    @Override
    public void filter(double[] x, int from, double[] taps, double[] out, int at, int frames) {
        int step = 4 * LANES;
        int whole = frames / step * step;
        for (int i = 0; i < whole; i += step) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            int k = from + i;
            for (int j = 0; j < taps.length; j++) {
                DoubleVector tap = DoubleVector.broadcast(SPECIES, taps[j]);
                a = a.add(DoubleVector.fromArray(SPECIES, x, k).mul(tap));
                b = b.add(DoubleVector.fromArray(SPECIES, x, k + LANES).mul(tap));
                c = c.add(DoubleVector.fromArray(SPECIES, x, k + 2 * LANES).mul(tap));
                d = d.add(DoubleVector.fromArray(SPECIES, x, k + 3 * LANES).mul(tap));
                k++;
            }
            a.intoArray(out, at + i);
            b.intoArray(out, at + i + LANES);
            c.intoArray(out, at + i + 2 * LANES);
            d.intoArray(out, at + i + 3 * LANES);
        }
        PLAIN.filter(x, from + whole, taps, out, at + whole, frames - whole);
    }

    @Override
    public void butterfly(double[] x, double[] y, int frames) {
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, y, i);
            a.add(b).intoArray(x, i);
            a.sub(b).intoArray(y, i);
        }
        for (int i = whole; i < frames; i++) {
            double sum = x[i] + y[i];
            y[i] = x[i] - y[i];
            x[i] = sum;
        }
    }

    @Override
    public void feedBack(double[] in, double gain, double[] x, int frames) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector fed = DoubleVector.fromArray(SPECIES, in, i)
                    .add(DoubleVector.fromArray(SPECIES, x, i).mul(gain));
            fed.blend(zero, fed.lanewise(VectorOperators.ABS).lt(DspMath.TINY)).intoArray(x, i);
        }
        for (int i = whole; i < frames; i++) {
            x[i] = DspMath.flushed(in[i] + gain * x[i]);
        }
    }

    @Override
    public void allpass(double[] x, double[] delayed, double gain, int frames) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = frames / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector out = DoubleVector.fromArray(SPECIES, delayed, i).sub(in.mul(gain));
            DoubleVector fed = in.add(out.mul(gain));
            fed.blend(zero, fed.lanewise(VectorOperators.ABS).lt(DspMath.TINY)).intoArray(delayed, i);
            out.intoArray(x, i);
        }
        for (int i = whole; i < frames; i++) {
            double out = delayed[i] - gain * x[i];
            delayed[i] = DspMath.flushed(x[i] + gain * out);
            x[i] = out;
        }
    }

    /** Mere copying: vectors gain nothing. */
    @Override
    public void interleave(double[][] apart, int[] from, double[] lanes) {
        PLAIN.interleave(apart, from, lanes);
    }

    @Override
    public void separate(double[] lanes, double[][] apart) {
        PLAIN.separate(lanes, apart);
    }

    /** One at a time there is nothing to gain. */
    @Override
    public void unpack(Packing packing, ByteBuffer packed, int from, double[] left, double[] right) {
        PLAIN.unpack(packing, packed, from, left, right);
    }

    @Override
    public void unpackLanes(
            Packing packing, ByteBuffer[] packed, int[] from, double[] left, double[] right, long[] scratch) {
        LaneUnpacking.unpack(packing, packed, from, left, right, scratch);
    }

    /** Sums of values on the grid are exact, therefore reducing a vector in whatever order gives the bits of the plain loop. */
    @Override
    public void addLanes(double[] lanes, double[] gains, double[] rises, double[] sum, int at) {
        for (int i = 0; i < TICK; i++) {
            double into = INTO_TICK[i];
            DoubleVector all = DoubleVector.zero(SPECIES);
            for (int lane = 0; lane < LaneKernel.LANES; lane += LANES) {
                DoubleVector gain = DoubleVector.fromArray(SPECIES, gains, lane)
                        .add(DoubleVector.fromArray(SPECIES, rises, lane).mul(into));
                all = all.add(DoubleVector.fromArray(SPECIES, lanes, i * LaneKernel.LANES + lane)
                        .mul(gain)
                        .add(GRID)
                        .sub(GRID));
            }
            sum[at + i] += all.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void addLanes(
            double[] lanes,
            double[] gains,
            double[] rises,
            double[] others,
            double[] otherGains,
            double[] otherRises,
            double[] sum,
            int at) {
        for (int i = 0; i < TICK; i++) {
            double into = INTO_TICK[i];
            DoubleVector all = DoubleVector.zero(SPECIES);
            for (int lane = 0; lane < LaneKernel.LANES; lane += LANES) {
                DoubleVector x = DoubleVector.fromArray(SPECIES, lanes, i * LaneKernel.LANES + lane)
                        .mul(DoubleVector.fromArray(SPECIES, gains, lane)
                                .add(DoubleVector.fromArray(SPECIES, rises, lane)
                                        .mul(into)));
                DoubleVector y = DoubleVector.fromArray(SPECIES, others, i * LaneKernel.LANES + lane)
                        .mul(DoubleVector.fromArray(SPECIES, otherGains, lane)
                                .add(DoubleVector.fromArray(SPECIES, otherRises, lane)
                                        .mul(into)));
                all = all.add(x.add(y).add(GRID).sub(GRID));
            }
            sum[at + i] += all.reduceLanes(VectorOperators.ADD);
        }
    }
}
