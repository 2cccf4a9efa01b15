package foldback.dsp.lanes;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;

/** {@link FrameKernels} without vectors. */
final class PlainFrames implements FrameKernels {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int LANES = LaneKernel.LANES;

    /** What a ramp grows by in a frame, as a part of what it grows by in a tick. */
    private static final double A_FRAME = 1.0 / TICK;

    @Override
    public boolean allBelow(double[] x, int from, int frames, double limit) {
        for (int i = from; i < from + frames; i++) {
            if (!(Math.abs(x[i]) < limit)) {
                return false;
            }
        }
        return true;
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
    public void unpack(Packing packing, byte[] packed, int from, double[] left, double[] right) {
        unpack(packing, packed, from, left, right, 0, 1);
    }

    @Override
    public void unpackLanes(
            Packing packing, byte[][] packed, int[] from, double[] left, double[] right, long[] scratch) {
        for (int lane = 0; lane < LANES; lane++) {
            unpack(packing, packed[lane], from[lane], left, right, lane, LANES);
        }
    }

    private static void unpack(
            Packing packing, byte[] packed, int from, double[] left, double[] right, int at, int step) {
        int sampleBytes = packing.sampleBytes();
        double scale = 1 / packing.fullScale();
        boolean stereo = packing.channels() == 2;
        int p = from;
        for (int i = 0; i < TICK; i++) {
            left[at + i * step] = integer(packed, p, sampleBytes) * scale;
            p += sampleBytes;
            if (stereo) {
                right[at + i * step] = integer(packed, p, sampleBytes) * scale;
                p += sampleBytes;
            }
        }
    }

    private static int integer(byte[] packed, int p, int sampleBytes) {
        int low = (packed[p] & 0xFF) | packed[p + 1] << 8;
        return sampleBytes == 2 ? low : (low & 0xFFFF) | packed[p + 2] << 16;
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

    @Override
    public void filterRows(double[] taps, int[] phases, int count, double[] rows, int[] firstRows, double[] sums) {
        for (int k = 0; k < phases.length; k++) {
            addUpEight(taps, phases[k], count, rows, firstRows[k], sums, k * LANES);
        }
    }

    /** Eight outputs of one response: a tap is fetched once for all of them, and no sum waits for another. */
    private static void addUpEight(
            double[] h, int phase, int taps, double[] rows, int firstRow, double[] sums, int at) {
        double y0 = 0;
        double y1 = 0;
        double y2 = 0;
        double y3 = 0;
        double y4 = 0;
        double y5 = 0;
        double y6 = 0;
        double y7 = 0;
        int offset = (firstRow - phase) * LANES;
        for (int j = phase; j < phase + taps; j++) {
            double tap = h[j];
            int i = j * LANES + offset;
            y0 += tap * rows[i];
            y1 += tap * rows[i + 1];
            y2 += tap * rows[i + 2];
            y3 += tap * rows[i + 3];
            y4 += tap * rows[i + 4];
            y5 += tap * rows[i + 5];
            y6 += tap * rows[i + 6];
            y7 += tap * rows[i + 7];
        }
        sums[at] = y0;
        sums[at + 1] = y1;
        sums[at + 2] = y2;
        sums[at + 3] = y3;
        sums[at + 4] = y4;
        sums[at + 5] = y5;
        sums[at + 6] = y6;
        sums[at + 7] = y7;
    }
}
