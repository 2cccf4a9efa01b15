package foldback.dsp.lanes;

import java.nio.ByteBuffer;

/**
 * Loops over the frames of one signal. A machine with vectors has its own for those that compilers leave scalar; the bits are those of
 * {@link #PLAIN} everywhere.
 *
 * <p>Where signals add up, each is snapped to a grid of 2^-40 first, {@code (x + C) - C} with C = {@link #GRID}; sums of such values are exact
 * below 2^13, and so have the same bits in any order.
 */
public interface FrameKernels {
    /** What any machine can do, and the reference. */
    FrameKernels PLAIN = new PlainFrames();

    double GRID = 1.5 * (1 << 12);

    /** Whether the magnitude of every sample is below a limit; that of what is not a number is not. */
    boolean allBelow(double[] x, int from, int frames, double limit);

    /** {@code x = snapped(x)}; whether the magnitude of every sample was below a limit. */
    boolean snapBelow(double[] x, int frames, double limit);

    /** {@code out = snapped(x)}. */
    void snap(double[] x, int from, double[] out, int at, int frames);

    /** {@code sum += snapped(x)}. */
    void addSnapped(double[] x, int from, double[] sum, int at, int frames);

    /** {@code sum += x}. */
    void add(double[] x, int from, double[] sum, int at, int frames);

    /**
     * {@code sum += snapped(x g)} for a tick, g from one value at its beginning in a straight line to another at that of the next: {@code g
     * + (next - g) i / 128} at frame i.
     */
    void addRamped(double[] x, double gain, double nextGain, double[] sum, int at);

    /** {@code out = x g} for a tick, g in a straight line; in place, too. */
    void scaleRamped(double[] x, double gain, double nextGain, double[] out);

    /** {@code out = x g + y h} for a tick, both gains in straight lines; in place, too. */
    void blend(double[] x, double gain, double nextGain, double[] y, double other, double nextOther, double[] out);

    /**
     * A finite impulse response: {@code out[at + i]} is the sum of {@code taps[j] x[from + i + j]}, added to 0 in the order of j.
     *
     * @param out another array than {@code x}
     */
    void filter(double[] x, int from, double[] taps, double[] out, int at, int frames);

    /** {@code (x, y) = (x + y, x - y)}: the smallest Hadamard matrix. */
    void butterfly(double[] x, double[] y, int frames);

    /** {@code x = in + g x}, and 0 where the magnitude of that is below {@link foldback.dsp.DspMath#TINY}. */
    void feedBack(double[] in, double gain, double[] x, int frames);

    /** An allpass around a delay, of which d came out and into which d goes: {@code x' = d - g x; d = x + g x'}, 0 where that is tiny. */
    void allpass(double[] x, double[] delayed, double gain, int frames);

    /**
     * Eight signals, one tick each, side by side: see {@link LaneKernel#LANES}.
     *
     * @param from where the tick of each begins
     */
    void interleave(double[][] apart, int[] from, double[] lanes);

    /** What {@link #interleave} put together, apart. */
    void separate(double[] lanes, double[][] apart);

    /**
     * A tick of a signal that is packed.
     *
     * @param from the byte at which it begins; {@link Packing#MOST_BYTES} can be read from where its last frame begins
     * @param right of mono, is not written
     */
    void unpack(Packing packing, ByteBuffer packed, int from, double[] left, double[] right);

    /**
     * Ticks of eight signals that are packed alike, side by side as {@link #interleave} has them.
     *
     * @param from as for one signal, of each
     * @param right of mono, is not written
     * @param scratch as long as {@code left}
     */
    void unpackLanes(Packing packing, ByteBuffer[] packed, int[] from, double[] left, double[] right, long[] scratch);

    /**
     * Adds a tick of eight signals that stand side by side: {@code sum += snapped(x g)} of each, where g goes from one value in a straight
     * line: {@code g + rise i / 128} at frame i.
     *
     * @param lanes whose products with the gains are below 2^10 in magnitude: any order gives the same sum
     * @param gains eight, each lane's at the beginning of the tick
     * @param rises eight, by how much each is more at the beginning of the next
     */
    void addLanes(double[] lanes, double[] gains, double[] rises, double[] sum, int at);

    /** The same of two signals for each lane: {@code sum += snapped(x g + y h)}; the sum of both products is below 2^10. */
    void addLanes(
            double[] lanes,
            double[] gains,
            double[] rises,
            double[] others,
            double[] otherGains,
            double[] otherRises,
            double[] sum,
            int at);
}
