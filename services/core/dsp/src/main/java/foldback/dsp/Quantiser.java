package foldback.dsp;

import java.util.Arrays;

/**
 * From samples to whole numbers of 16, 20 or 24 bits, with dither: once, last.
 *
 * <p>Equations: triangular {@code y = round(x * 2^(bits-1) + u - v)} with u and v uniform over one step, so that the error has neither a
 * mean nor a variance that follows the signal. Shaped {@code w = x * 2^(bits-1) - sum of c_k e[n-k], y = round(w + u - v), e = y - w}, so that
 * the error, dither and all, is filtered by {@code 1 - sum of c_k z^-k}.
 *
 * <p>Source: Lipshitz, Wannamaker, Vanderkooy, Quantization and Dither: A Theoretical Survey, JAES 40(5), 1992; the nine coefficients are
 * those for the F-weighting at 44.1 kHz of Robert Wannamaker, Psychoacoustically Optimal Noise Shaping, JAES 40(7/8), 1992. At 48 kHz
 * the same curve lies 9 % higher. Departure: u and v are a hash of frame and channel (the finaliser of SplitMix64, Steele, Lea, Flood, Fast
 * Splittable Pseudorandom Number Generators, OOPSLA 2014), not a running generator, so that any range can be rendered alone.
 *
 * <p>Shaping remembers errors: frames then come in order, channel by channel. It forgets them at every multiple of {@link #SHAPED_SPAN}
 * frames, so that a range that begins there is equal, bit for bit, to the same range of the whole; any other goes on from a state that was
 * {@link #exchange exchanged}. At other rates than 44.1 and 48 kHz, shaped is triangular: there the error has room above what is heard.
 */
public final class Quantiser {
    /** Of frames: where shaping begins anew. */
    public static final int SHAPED_SPAN = 1 << 16;

    private static final double UNIT_OF_32_BITS = 1.0 / 4_294_967_296.0;
    private static final long LOW_32_BITS = 0xFFFF_FFFFL;

    /** Adding and taking it away rounds a number below 2^51 to the nearest whole one, halves to even. */
    private static final double ROUNDING = 1.5 * (1L << 52);

    private static final double[] F_WEIGHTED = {2.412, -3.370, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569, 0.0847};

    private final double scale;
    private final double highest;
    private final Dither dither;

    /** For each channel, the latest error first; none where nothing is shaped. */
    private final double[][] errors;

    /** With triangular dither. */
    public Quantiser(int bits) {
        this(bits, Dither.TRIANGULAR, 0, 0);
    }

    /** @param bits 16, 20 or 24 */
    public Quantiser(int bits, Dither dither, int sampleRateHertz, int channels) {
        if (bits != 16 && bits != 20 && bits != 24) {
            throw new IllegalArgumentException("samples are made of 16, 20 or 24 bits, not of " + bits);
        }
        scale = 1L << (bits - 1);
        highest = scale - 1;
        boolean shapes = dither == Dither.SHAPED && (sampleRateHertz == 44_100 || sampleRateHertz == 48_000);
        this.dither = dither == Dither.SHAPED && !shapes ? Dither.TRIANGULAR : dither;
        errors = new double[shapes ? channels : 0][F_WEIGHTED.length];
    }

    /** A full-scale sample is 1; what is beyond is clipped. */
    public int quantise(double sample, long frame, int channel) {
        double wanted = sample * scale;
        return switch (dither) {
            case NONE -> bounded(rounded(wanted));
            case TRIANGULAR -> bounded(rounded(wanted + dither(frame, channel)));
            case SHAPED -> shaped(wanted, frame, channel);
        };
    }

    private int shaped(double wanted, long frame, int channel) {
        double[] e = errors[channel];
        if ((frame & (SHAPED_SPAN - 1)) == 0) {
            Arrays.fill(e, 0);
        }
        double shifted = wanted;
        for (int k = 0; k < e.length; k++) {
            shifted -= F_WEIGHTED[k] * e[k];
        }
        double y = rounded(shifted + dither(frame, channel));
        System.arraycopy(e, 0, e, 1, e.length - 1);
        e[0] = y - shifted;
        return bounded(y);
    }

    private static double rounded(double steps) {
        return (steps + ROUNDING) - ROUNDING;
    }

    private int bounded(double steps) {
        return (int) (steps > highest ? highest : steps < -scale ? -scale : steps);
    }

    /** Saves or restores the errors that shaping remembers, see {@link Processor#exchange}. */
    public void exchange(ProcessorState state) {
        for (double[] e : errors) {
            state.numbers(e);
        }
    }

    /** Triangular noise between -1 and 1 steps. */
    static double dither(long frame, int channel) {
        long h = (frame + 1) * 0x9E37_79B9_7F4A_7C15L + channel * 0xD1B5_4A32_D192_ED03L;
        h = (h ^ (h >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D0_49BB_1331_11EBL;
        h = h ^ (h >>> 31);
        return ((h >>> 32) - (h & LOW_32_BITS)) * UNIT_OF_32_BITS;
    }
}
