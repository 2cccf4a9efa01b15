package foldback.dsp.lanes;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import java.nio.ByteBuffer;

/** {@link FrameKernels} without vectors. */
final class PlainFrames implements FrameKernels {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    /** What a ramp grows by in a frame, as a part of what it grows by in a tick. */
    private static final double A_FRAME = 1.0 / TICK;

    @Override
    public boolean allBelow(double[] x, int from, int frames, double limit) {
        boolean below = true;
        for (int i = from; i < from + frames; i++) {
            below &= Math.abs(x[i]) < limit;
        }
        return below;
    }

    @Override
    public boolean snapBelow(double[] x, int frames, double limit) {
        boolean below = true;
        for (int i = 0; i < frames; i++) {
            double in = x[i];
            below &= Math.abs(in) < limit;
            x[i] = (in + GRID) - GRID;
        }
        return below;
    }

    @Override
    public void snap(double[] x, int from, double[] out, int at, int frames) {
        for (int i = 0; i < frames; i++) {
            out[at + i] = (x[from + i] + GRID) - GRID;
        }
    }

    @Override
    public void addSnapped(double[] x, int from, double[] sum, int at, int frames) {
        for (int i = 0; i < frames; i++) {
            sum[at + i] += (x[from + i] + GRID) - GRID;
        }
    }

    @Override
    public void add(double[] x, int from, double[] sum, int at, int frames) {
        for (int i = 0; i < frames; i++) {
            sum[at + i] += x[from + i];
        }
    }

    @Override
    public void addRamped(double[] x, double gain, double nextGain, double[] sum, int at) {
        double rise = nextGain - gain;
        for (int i = 0; i < TICK; i++) {
            sum[at + i] += (x[i] * (gain + rise * (i * A_FRAME)) + GRID) - GRID;
        }
    }

    @Override
    public void scaleRamped(double[] x, double gain, double nextGain, double[] out) {
        double rise = nextGain - gain;
        for (int i = 0; i < TICK; i++) {
            out[i] = x[i] * (gain + rise * (i * A_FRAME));
        }
    }

    @Override
    public void blend(
            double[] x, double gain, double nextGain, double[] y, double other, double nextOther, double[] out) {
        double rise = nextGain - gain;
        double otherRise = nextOther - other;
        for (int i = 0; i < TICK; i++) {
            double into = i * A_FRAME;
            out[i] = x[i] * (gain + rise * into) + y[i] * (other + otherRise * into);
        }
    }

    /** Four frames at a time, as their sums do not wait for each other. */
    @Override
    public void filter(double[] x, int from, double[] taps, double[] out, int at, int frames) {
        int i = 0;
        for (; i < frames - 3; i += 4) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int j = 0; j < taps.length; j++) {
                double tap = taps[j];
                int k = from + i + j;
                a += tap * x[k];
                b += tap * x[k + 1];
                c += tap * x[k + 2];
                d += tap * x[k + 3];
            }
            out[at + i] = a;
            out[at + i + 1] = b;
            out[at + i + 2] = c;
            out[at + i + 3] = d;
        }
        for (; i < frames; i++) {
            double sum = 0;
            for (int j = 0; j < taps.length; j++) {
                sum += taps[j] * x[from + i + j];
            }
            out[at + i] = sum;
        }
    }

    @Override
    public void butterfly(double[] x, double[] y, int frames) {
        for (int i = 0; i < frames; i++) {
            double sum = x[i] + y[i];
            y[i] = x[i] - y[i];
            x[i] = sum;
        }
    }

    @Override
    public void feedBack(double[] in, double gain, double[] x, int frames) {
        for (int i = 0; i < frames; i++) {
            x[i] = DspMath.flushed(in[i] + gain * x[i]);
        }
    }

    @Override
    public void allpass(double[] x, double[] delayed, double gain, int frames) {
        for (int i = 0; i < frames; i++) {
            double out = delayed[i] - gain * x[i];
            delayed[i] = DspMath.flushed(x[i] + gain * out);
            x[i] = out;
        }
    }

    @Override
    public void interleave(double[][] apart, int[] from, double[] lanes) {
        double[] a = apart[0];
        double[] b = apart[1];
        double[] c = apart[2];
        double[] d = apart[3];
        double[] e = apart[4];
        double[] f = apart[5];
        double[] g = apart[6];
        double[] h = apart[7];
        int a0 = from[0];
        int b0 = from[1];
        int c0 = from[2];
        int d0 = from[3];
        int e0 = from[4];
        int f0 = from[5];
        int g0 = from[6];
        int h0 = from[7];
        for (int i = 0; i < TICK; i++) {
            int at = i * LANES;
            lanes[at] = a[a0 + i];
            lanes[at + 1] = b[b0 + i];
            lanes[at + 2] = c[c0 + i];
            lanes[at + 3] = d[d0 + i];
            lanes[at + 4] = e[e0 + i];
            lanes[at + 5] = f[f0 + i];
            lanes[at + 6] = g[g0 + i];
            lanes[at + 7] = h[h0 + i];
        }
    }

    @Override
    public void separate(double[] lanes, double[][] apart) {
        double[] a = apart[0];
        double[] b = apart[1];
        double[] c = apart[2];
        double[] d = apart[3];
        double[] e = apart[4];
        double[] f = apart[5];
        double[] g = apart[6];
        double[] h = apart[7];
        for (int i = 0; i < TICK; i++) {
            int at = i * LANES;
            a[i] = lanes[at];
            b[i] = lanes[at + 1];
            c[i] = lanes[at + 2];
            d[i] = lanes[at + 3];
            e[i] = lanes[at + 4];
            f[i] = lanes[at + 5];
            g[i] = lanes[at + 6];
            h[i] = lanes[at + 7];
        }
    }

    @Override
    public void unpack(Packing packing, ByteBuffer packed, int from, double[] left, double[] right) {
        unpack(packing, packed, from, left, right, 0, 1);
    }

    @Override
    public void unpackLanes(
            Packing packing, ByteBuffer[] packed, int[] from, double[] left, double[] right, long[] scratch) {
        for (int lane = 0; lane < LANES; lane++) {
            unpack(packing, packed[lane], from[lane], left, right, lane, LANES);
        }
    }

    private static void unpack(
            Packing packing, ByteBuffer packed, int from, double[] left, double[] right, int at, int step) {
        int frameBytes = packing.frameBytes();
        int bits = 8 * packing.sampleBytes();
        int unused = Long.SIZE - bits;
        double scale = 1 / packing.fullScale();
        boolean stereo = packing.channels() == 2;
        for (int i = 0; i < TICK; i++) {
            long frame = packed.getLong(from + i * frameBytes);
            left[at + i * step] = (frame << unused >> unused) * scale;
            if (stereo) {
                right[at + i * step] = (frame << (unused - bits) >> unused) * scale;
            }
        }
    }

    @Override
    public void addLanes(double[] lanes, double[] gains, double[] rises, double[] sum, int at) {
        for (int i = 0; i < TICK; i++) {
            double into = i * A_FRAME;
            double all = 0;
            for (int lane = 0; lane < LANES; lane++) {
                all += (lanes[i * LANES + lane] * (gains[lane] + rises[lane] * into) + GRID) - GRID;
            }
            sum[at + i] += all;
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
            double into = i * A_FRAME;
            double all = 0;
            for (int lane = 0; lane < LANES; lane++) {
                double x = lanes[i * LANES + lane] * (gains[lane] + rises[lane] * into);
                double y = others[i * LANES + lane] * (otherGains[lane] + otherRises[lane] * into);
                all += ((x + y) + GRID) - GRID;
            }
            sum[at + i] += all;
        }
    }
}
