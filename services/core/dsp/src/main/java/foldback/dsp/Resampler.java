package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From one sample rate to another, streamed: frames are pushed in and pulled out in blocks of any size, and the bits do not depend on
 * these.
 *
 * <p>Equations: with {@code L / M} the ratio of the rates in lowest terms, {@code y[n] = sum over k of h(n M / L - k) x[k]}, h a sinc with its
 * corner in the middle of the transition band, from 0.91 to 1 of the lower Nyquist frequency, under a Kaiser window for 122 dB; only the
 * L phases that occur are kept. h is centred: there is no delay, and n frames become {@code ceil(n L / M)}. Each phase is scaled to
 * pass DC as it is.
 *
 * <p>Source: Crochiere and Rabiner, Multirate Digital Signal Processing, 1983, section 2.6; Julius O. Smith, Digital Audio Resampling Home
 * Page, 2002 (windowed sinc); {@link Kaiser}. Range: rates from 8 to 192 kHz with an L of at most 2560; ripple below 0.01 dB to 0.91 of
 * the lower Nyquist frequency, images and aliases 120 dB down.
 *
 * <p>How it is fast: outputs L apart have the same phase. Where enough of them can be made, eight of each of four phases are made side by side, else four in a row. The order of each
 * sum is the same either way.
 */
public final class Resampler {
    private static final double STOP_BAND_DECIBELS = 122;
    private static final double PASS_BAND = 0.91;
    private static final int MOST_PHASES = 2560;

    /** How many outputs of a phase are made side by side. */
    private static final int PERIODS_AT_ONCE = 8;

    /** Shorter periods count as several, so that standing side by side pays. */
    private static final int FEWEST_PERIOD_OUTPUTS = 128;

    /** How many outputs in a row are made side by side. */
    private static final int OUTPUTS_AT_ONCE = 4;

    private final int up;
    private final int down;
    private final int taps;
    private final int centre;
    private final double[] phases;

    /** A period, or several: after it the phases come again. */
    private final int periodOutputs;

    private final int periodInputs;
    private final double[] sums = new double[OUTPUTS_AT_ONCE * PERIODS_AT_ONCE];
    private final int[] phasesAtOnce = new int[OUTPUTS_AT_ONCE];
    private final int[] rowsAtOnce = new int[OUTPUTS_AT_ONCE];
    private final FrameKernels kernels;
    private final Channel[] channels;

    /** Frames pushed, and whether there will be more. */
    private long pushed;

    private boolean ended;

    /** Frames pulled. */
    private long pulled;

    /** The position in the input of what stands first in the buffers. */
    private long bufferStart;

    private int buffered;

    private static final class Channel {
        double[] buffer = new double[0];
        final double[] rows;

        Channel(int rowCount) {
            rows = new double[rowCount * PERIODS_AT_ONCE];
        }
    }

    /**
     * @param channels 1 or 2
     * @throws IllegalArgumentException if the rates have no ratio of small enough numbers
     */
    public Resampler(int fromHertz, int toHertz, int channels) {
        this(fromHertz, toHertz, channels, FrameKernels.PLAIN);
    }

    /**
     * The same, with the loops of a machine that has vectors.
     *
     * @param channels 1 or 2
     * @throws IllegalArgumentException if the rates have no ratio of small enough numbers
     */
    public Resampler(int fromHertz, int toHertz, int channels, FrameKernels kernels) {
        this.kernels = kernels;
        int divisor = greatestCommonDivisor(fromHertz, toHertz);
        up = toHertz / divisor;
        down = fromHertz / divisor;
        if (up > MOST_PHASES || down > MOST_PHASES) {
            throw new IllegalArgumentException("the ratio of " + fromHertz + " to " + toHertz + " Hz is " + up + " to "
                    + down + ", which is too fine");
        }
        if (up == down) {
            taps = 2;
            centre = taps / 2;
            phases = new double[taps];
            phases[centre - 1] = 1;
        } else {
            double lowerNyquist = 0.5 * Math.min(1, (double) up / down);
            double wanted = Kaiser.taps(STOP_BAND_DECIBELS, lowerNyquist * (1 - PASS_BAND));
            taps = ((int) wanted / 2 + 1) * 2;
            centre = taps / 2;
            phases = design(lowerNyquist * (1 + PASS_BAND));
        }
        int periods = (FEWEST_PERIOD_OUTPUTS + up - 1) / up;
        periodOutputs = periods * up;
        periodInputs = periods * down;
        this.channels = new Channel[channels];
        for (int c = 0; c < channels; c++) {
            this.channels[c] = new Channel(periodInputs + taps);
        }
        fillBeginning();
    }

    private static int greatestCommonDivisor(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /**
     * All phases, one after the other. Tap j of the phase r stands at the input {@code j - centre + 1} after the output's place.
     *
     * @param bandwidth twice the corner, as a part of the input rate
     */
    private double[] design(double bandwidth) {
        double beta = Kaiser.beta(STOP_BAND_DECIBELS);
        double[] all = new double[up * taps];
        for (int r = 0; r < up; r++) {
            double fraction = (double) ((long) r * down % up) / up;
            double sum = 0;
            for (int j = 0; j < taps; j++) {
                double distance = j - centre + 1 - fraction;
                double tap = Kaiser.sinc(distance * bandwidth) * Kaiser.window(beta, distance / centre);
                all[r * taps + j] = tap;
                sum += tap;
            }
            for (int j = 0; j < taps; j++) {
                all[r * taps + j] /= sum;
            }
        }
        return all;
    }

    /** Before the first frame there is silence. */
    private void fillBeginning() {
        bufferStart = -centre;
        append(null, 0, centre);
    }

    /** How many frames a number of frames becomes. */
    public long outputFrames(long inputFrames) {
        return (inputFrames * up + down - 1) / down;
    }

    /** Takes frames. */
    public void push(double[][] block, int from, int frames) {
        if (ended) {
            throw new IllegalStateException("frames were pushed after the end");
        }
        append(block, from, frames);
        pushed += frames;
    }

    /** Says that there are no more frames: the rest can be pulled then. */
    public void end() {
        if (!ended) {
            ended = true;
            append(null, 0, taps);
        }
    }

    private void append(double @Nullable [][] block, int from, int frames) {
        drop();
        int needed = buffered + frames;
        for (int c = 0; c < channels.length; c++) {
            Channel channel = channels[c];
            if (channel.buffer.length < needed) {
                channel.buffer = Arrays.copyOf(channel.buffer, 2 * needed);
            }
            if (block == null) {
                Arrays.fill(channel.buffer, buffered, needed, 0);
            } else {
                System.arraycopy(block[c], from, channel.buffer, buffered, frames);
            }
        }
        buffered = needed;
    }

    /** Forgets what no output needs any more. */
    private void drop() {
        int unused = (int) Math.min(buffered, firstInput(pulled) - bufferStart);
        if (unused > 0) {
            for (Channel channel : channels) {
                System.arraycopy(channel.buffer, unused, channel.buffer, 0, buffered - unused);
            }
            bufferStart += unused;
            buffered -= unused;
        }
    }

    /** The first input that an output is made of. */
    private long firstInput(long output) {
        return output * down / up - centre + 1;
    }

    /** How many frames can be pulled now. */
    public long available() {
        long end = outputFrames(pushed);
        if (!ended) {
            // The last output whose last input, at firstInput + taps - 1, is there.
            long lastPlace = bufferStart + buffered - 1 - (taps - centre);
            end = lastPlace < 0 ? 0 : Math.min(end, ((lastPlace + 1) * up - 1) / down + 1);
        }
        return Math.max(0, end - pulled);
    }

    /**
     * Hands out frames.
     *
     * @return how many there were, at most {@code mostFrames}
     */
    public int pull(double[][] block, int from, int mostFrames) {
        int frames = (int) Math.min(available(), mostFrames);
        int at = from;
        int end = from + frames;
        while (at < end) {
            int periods = (end - at) / (PERIODS_AT_ONCE * periodOutputs);
            if (periods > 0) {
                makePeriods(block, at);
                at += PERIODS_AT_ONCE * periodOutputs;
                pulled += (long) PERIODS_AT_ONCE * periodOutputs;
            } else {
                int now = Math.min(OUTPUTS_AT_ONCE, end - at);
                makeOutputs(block, at, now);
                at += now;
                pulled += now;
            }
        }
        return frames;
    }

    private int phaseOf(long output) {
        return (int) (output % up) * taps;
    }

    private int firstInBuffer(long output) {
        return (int) (firstInput(output) - bufferStart);
    }

    /** Up to four outputs one after the other. */
    private void makeOutputs(double[][] block, int at, int count) {
        long last = pulled + count - 1;
        long second = Math.min(pulled + 1, last);
        long third = Math.min(pulled + 2, last);
        for (int c = 0; c < channels.length; c++) {
            addUpFour(
                    phases,
                    channels[c].buffer,
                    phaseOf(pulled),
                    firstInBuffer(pulled),
                    phaseOf(second),
                    firstInBuffer(second),
                    phaseOf(third),
                    firstInBuffer(third),
                    phaseOf(last),
                    firstInBuffer(last),
                    taps,
                    sums);
            System.arraycopy(sums, 0, block[c], at, count);
            block[c][at + count - 1] = sums[OUTPUTS_AT_ONCE - 1]; // the last is there whatever the count
        }
    }

    private static void addUpFour(
            double[] h,
            double[] x,
            int h0,
            int i0,
            int h1,
            int i1,
            int h2,
            int i2,
            int h3,
            int i3,
            int taps,
            double[] sums) {
        double y0 = 0;
        double y1 = 0;
        double y2 = 0;
        double y3 = 0;
        for (int j = 0; j < taps; j++) {
            y0 += h[h0 + j] * x[i0 + j];
            y1 += h[h1 + j] * x[i1 + j];
            y2 += h[h2 + j] * x[i2 + j];
            y3 += h[h3 + j] * x[i3 + j];
        }
        sums[0] = y0;
        sums[1] = y1;
        sums[2] = y2;
        sums[3] = y3;
    }

    private void makePeriods(double[][] block, int at) {
        int base = firstInBuffer(pulled);
        for (int c = 0; c < channels.length; c++) {
            double[] rows = channels[c].rows;
            standSideBySide(channels[c].buffer, base, rows);
            for (int r = 0; r < periodOutputs; r += OUTPUTS_AT_ONCE) {
                for (int k = 0; k < OUTPUTS_AT_ONCE; k++) {
                    long output = pulled + Math.min(r + k, periodOutputs - 1);
                    phasesAtOnce[k] = phaseOf(output);
                    rowsAtOnce[k] = firstInBuffer(output) - base;
                }
                kernels.filterRows(phases, phasesAtOnce, taps, rows, rowsAtOnce, sums);
                spread(block[c], at + r, Math.min(OUTPUTS_AT_ONCE, periodOutputs - r));
            }
        }
    }

    private void spread(double[] out, int at, int count) {
        for (int k = 0; k < count; k++) {
            for (int p = 0; p < PERIODS_AT_ONCE; p++) {
                out[at + k + p * periodOutputs] = sums[k * PERIODS_AT_ONCE + p];
            }
        }
    }

    /** Row i has the inputs of all eight periods at their place i. */
    private void standSideBySide(double[] x, int base, double[] rows) {
        int count = periodInputs + taps;
        for (int p = 0; p < PERIODS_AT_ONCE; p++) {
            int first = base + p * periodInputs;
            int there = Math.min(count, buffered - first);
            for (int i = 0; i < there; i++) {
                rows[i * PERIODS_AT_ONCE + p] = x[first + i];
            }
        }
    }

    /** Forgets everything, as if it had just been made. */
    public void reset() {
        pushed = 0;
        pulled = 0;
        ended = false;
        buffered = 0;
        fillBeginning();
    }
}
