package foldback.dsp;

/**
 * From samples to whole numbers of 16 or 24 bits, with triangular dither: once, last.
 *
 * <p>Equation: {@code round(x * 2^(bits-1) + u - v)} with u and v uniform over one step, so that the error has neither a mean
 * nor a variance that follows the signal.
 *
 * <p>Source: Lipshitz, Wannamaker, Vanderkooy, Quantization and Dither: A Theoretical Survey, JAES 40(5), 1992. Departure: u and v
 * are a hash of frame and channel (the finaliser of SplitMix64, Steele, Lea, Flood, Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014), not a running generator, so that any range can be rendered alone.
 */
public final class Quantiser {
    private static final double UNIT_OF_32_BITS = 1.0 / 4_294_967_296.0;
    private static final long LOW_32_BITS = 0xFFFF_FFFFL;

    /** Adding and taking it away rounds a number below 2^51 to the nearest whole one, halves to even. */
    private static final double ROUNDING = 1.5 * (1L << 52);

    private final double scale;
    private final double highest;

    /** @param bits 16 or 24 */
    public Quantiser(int bits) {
        if (bits != 16 && bits != 24) {
            throw new IllegalArgumentException("samples are made of 16 or 24 bits, not of " + bits);
        }
        scale = 1L << (bits - 1);
        highest = scale - 1;
    }

    /** A full-scale sample is 1; what is beyond is clipped. */
    public int quantise(double sample, long frame, int channel) {
        double rounded = (sample * scale + dither(frame, channel) + ROUNDING) - ROUNDING;
        double bounded = rounded > highest ? highest : rounded < -scale ? -scale : rounded;
        return (int) bounded;
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
