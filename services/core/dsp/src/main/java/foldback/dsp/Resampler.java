package foldback.dsp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From one sample rate to another, streamed: frames are pushed in and pulled out in blocks of any size, and the bits do not depend on
 * these.
 *
 * <p>Equations: with {@code L / M} the ratio of the rates in lowest terms, {@code y[n] = sum over k of h(n M / L - k) x[k]}, h a sinc with its
 * corner in the middle of the transition band, from 0.91 to 1 of the lower Nyquist frequency, under a Kaiser window for 125 dB; only the
 * L phases that occur are kept. h is centred: there is no delay, and n frames become {@code ceil(n L / M)}. Each phase is scaled to
 * pass DC as it is.
 *
 * <p>Source: Crochiere and Rabiner, Multirate Digital Signal Processing, 1983, section 2.6; Julius O. Smith, Digital Audio Resampling Home
 * Page, 2002 (windowed sinc); {@link Kaiser}. Range: rates from 8 to 192 kHz with an L of at most 2560; ripple below 0.01 dB to 0.91 of
 * the lower Nyquist frequency, images and aliases 120 dB down.
 *
 * <p>How it is fast: outputs L apart have the same phase. Where enough of them can be made, they are made side by side, over an input whose
 * periods of M frames stand side by side, too. The order of each sum is the same either way.
 */
public final class Resampler {
    private static final double STOP_BAND_DECIBELS = 125;
    private static final double PASS_BAND = 0.91;
    private static final int MOST_PHASES = 2560;

    /** How many taps are added at a time. */
    private static final int TAPS_AT_ONCE = 8;

    /** How many outputs of a phase are made side by side. */
    private static final int SIDE_BY_SIDE = 32;

    private final int up;
    private final int down;
    private final int taps;
    private final int centre;
    private final double[] phases;
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
        final double[] sideBySide;
        final double[] sums = new double[SIDE_BY_SIDE];

        Channel(int rows) {
            sideBySide = new double[rows * SIDE_BY_SIDE];
        }
    }

    /**
     * @param channels 1 or 2
     * @throws IllegalArgumentException if the rates have no ratio of small enough numbers
     */
    public Resampler(int fromHertz, int toHertz, int channels) {
        int divisor = greatestCommonDivisor(fromHertz, toHertz);
        up = toHertz / divisor;
        down = fromHertz / divisor;
        if (up > MOST_PHASES || down > MOST_PHASES) {
            throw new IllegalArgumentException("the ratio of " + fromHertz + " to " + toHertz + " Hz is " + up + " to "
                    + down + ", which is too fine");
        }
        if (up == down) {
            taps = TAPS_AT_ONCE;
            centre = taps / 2;
            phases = new double[taps];
            phases[centre] = 1;
        } else {
            double lowerNyquist = 0.5 * Math.min(1, (double) up / down);
            double wanted = Kaiser.taps(STOP_BAND_DECIBELS, lowerNyquist * (1 - PASS_BAND));
            taps = ((int) wanted / TAPS_AT_ONCE + 1) * TAPS_AT_ONCE;
            centre = taps / 2;
            phases = design(lowerNyquist * (1 + PASS_BAND));
        }
        this.channels = new Channel[channels];
        for (int c = 0; c < channels; c++) {
            this.channels[c] = new Channel(down + taps);
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
            boolean whole = pulled % up == 0;
            int periods = Math.min((end - at) / up, SIDE_BY_SIDE);
            if (whole && periods > 1) {
                for (int c = 0; c < channels.length; c++) {
                    makePeriods(channels[c], block[c], at, periods);
                }
                at += periods * up;
                pulled += (long) periods * up;
            } else {
                for (int c = 0; c < channels.length; c++) {
                    block[c][at] = make(channels[c]);
                }
                at++;
                pulled++;
            }
        }
        return frames;
    }

    private double make(Channel channel) {
        int phase = (int) (pulled % up) * taps;
        int first = (int) (firstInput(pulled) - bufferStart);
        double[] x = channel.buffer;
        double sum = 0;
        for (int j = 0; j < taps; j++) {
            sum += phases[phase + j] * x[first + j];
        }
        return sum;
    }

    private void makePeriods(Channel channel, double[] out, int at, int periods) {
        int first = (int) (firstInput(pulled) - bufferStart);
        double[] x = channel.sideBySide;
        int rows = (int) ((up - 1L) * down / up) + taps;
        for (int p = 0; p < periods; p++) {
            for (int row = 0; row < rows; row++) {
                x[row * SIDE_BY_SIDE + p] = channel.buffer[first + p * down + row];
            }
        }
        for (int r = 0; r < up; r++) {
            addUp(channel.sums, x, (int) ((long) r * down / up), r * taps);
            for (int p = 0; p < periods; p++) {
                out[at + p * up + r] = channel.sums[p];
            }
        }
    }

    /** The sums of one phase, eight taps at a time, each in the order of the taps. */
    private void addUp(double[] sums, double[] x, int firstRow, int phase) {
        double[] h = phases;
        Arrays.fill(sums, 0);
        for (int j = 0; j < taps; j += TAPS_AT_ONCE) {
            double h0 = h[phase + j];
            double h1 = h[phase + j + 1];
            double h2 = h[phase + j + 2];
            double h3 = h[phase + j + 3];
            double h4 = h[phase + j + 4];
            double h5 = h[phase + j + 5];
            double h6 = h[phase + j + 6];
            double h7 = h[phase + j + 7];
            int row = (firstRow + j) * SIDE_BY_SIDE;
            for (int p = 0; p < SIDE_BY_SIDE; p++) {
                int i = row + p;
                sums[p] = sums[p]
                        + h0 * x[i]
                        + h1 * x[i + SIDE_BY_SIDE]
                        + h2 * x[i + 2 * SIDE_BY_SIDE]
                        + h3 * x[i + 3 * SIDE_BY_SIDE]
                        + h4 * x[i + 4 * SIDE_BY_SIDE]
                        + h5 * x[i + 5 * SIDE_BY_SIDE]
                        + h6 * x[i + 6 * SIDE_BY_SIDE]
                        + h7 * x[i + 7 * SIDE_BY_SIDE];
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
