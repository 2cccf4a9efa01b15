package foldback.dsp;

/**
 * The transcendental functions of the engine, made of {@code + - * /} and the bits of a double only. {@code Math} and {@code
 * StrictMath} may differ between machines and browsers; these cannot.
 *
 * <p>Method: reduction of the argument to a small interval, then the Taylor (or, for the logarithm, artanh) series to the
 * degree where the next term is below half an ulp of the result. Errors stay within 4 ulp over the ranges given; tested.
 */
public final class DspMath {
    public static final double PI = 3.141592653589793;

    /** Magnitudes below this are silence; recursive states are set to 0 there, since subnormal numbers are slow. */
    public static final double TINY = 1e-30;

    private static final double LN_2 = 0.6931471805599453;
    private static final double SQRT_2 = 1.4142135623730951;
    private static final double LOG2_OF_10 = 3.321928094887362;
    private static final double DECIBELS_PER_OCTAVE_OF_LEVEL = 20 / LOG2_OF_10;
    /** The fraction of a double, as bits. */
    public static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;

    /** The bits of 1.0. */
    public static final long EXPONENT_OF_ONE = 0x3FF0_0000_0000_0000L;

    /** The bits of 2^52: a whole number below 2^52, or-ed into them, is a double that is as much larger. */
    public static final long BITS_OF_2_TO_52 = 0x4330_0000_0000_0000L;

    /** 2^52, and 1023 that an exponent's bits are too high. */
    public static final double EXPONENT_BIAS = 4_503_599_627_370_496.0 + 1023;

    /** 1.5 * 2^52: a number that is added to it is rounded to the nearest whole one, halves to even, in the lowest bits. */
    public static final double ROUNDER = 6_755_399_441_055_744.0;

    /** Of {@link #fastLog2}, which vector code repeats step by step. */
    public static final double LOG_0 = 1.442544943677123;

    public static final double LOG_1 = -0.7181452574406952;
    public static final double LOG_2 = 0.4575491981844869;
    public static final double LOG_3 = -0.2779053444212026;
    public static final double LOG_4 = 0.12179790879999158;
    public static final double LOG_5 = -0.02584144879970362;

    /** Of {@link #fastExp2}, which vector code repeats step by step. */
    public static final double EXP_1 = 0.6931469775978164;

    public static final double EXP_2 = 0.2402224208310075;
    public static final double EXP_3 = 0.05550733744204294;
    public static final double EXP_4 = 0.009671512788152;
    public static final double EXP_5 = 0.0013264727370751119;

    private DspMath() {}

    /**
     * The logarithm to base 2: {@code x = 2^e * m} with m within sqrt(1/2) to sqrt(2), and {@code log2(m) = 2/ln(2) *
     * artanh((m - 1) / (m + 1))}.
     *
     * @param x a positive normal number; anything below the smallest normal number counts as that number
     */
    public static double log2(double x) {
        double positive = x < Double.MIN_NORMAL ? Double.MIN_NORMAL : x;
        long bits = Double.doubleToRawLongBits(positive);
        int e = (int) (bits >>> 52) - 1023;
        double m = Double.longBitsToDouble((bits & MANTISSA) | EXPONENT_OF_ONE);
        if (m > SQRT_2) {
            m *= 0.5;
            e++;
        }
        double t = (m - 1) / (m + 1);
        double t2 = t * t;
        double p = 1.0 / 21;
        p = p * t2 + 1.0 / 19;
        p = p * t2 + 1.0 / 17;
        p = p * t2 + 1.0 / 15;
        p = p * t2 + 1.0 / 13;
        p = p * t2 + 1.0 / 11;
        p = p * t2 + 1.0 / 9;
        p = p * t2 + 1.0 / 7;
        p = p * t2 + 1.0 / 5;
        p = p * t2 + 1.0 / 3;
        p = p * t2 + 1;
        return e + t * p * (2 / LN_2);
    }

    /** 2 to the power of y; 0 below -1000, and 2^1000 above 1000. */
    public static double exp2(double y) {
        if (y < -1000) {
            return 0;
        }
        double bounded = y > 1000 ? 1000 : y;
        int n = nearest(bounded);
        double z = (bounded - n) * LN_2;
        double p = 1.0 / 6_227_020_800.0;
        p = p * z + 1.0 / 479_001_600.0;
        p = p * z + 1.0 / 39_916_800.0;
        p = p * z + 1.0 / 3_628_800.0;
        p = p * z + 1.0 / 362_880.0;
        p = p * z + 1.0 / 40_320.0;
        p = p * z + 1.0 / 5_040.0;
        p = p * z + 1.0 / 720.0;
        p = p * z + 1.0 / 120.0;
        p = p * z + 1.0 / 24.0;
        p = p * z + 1.0 / 6.0;
        p = p * z + 0.5;
        p = p * z + 1;
        p = p * z + 1;
        return p * Double.longBitsToDouble((long) (n + 1023) << 52);
    }

    /**
     * The logarithm to base 2, cheaply: within 2.3e-6 (1.4e-5 dB of an amplitude), exact at powers of 2, continuous. {@code x =
     * 2^e (1 + t)}, {@code log2(1 + t) = t (L0 + t (L1 + ...))} of degree 6, minimax on 0 to 1 with both ends held.
     *
     * @param x a positive normal number: nothing else has a meaning
     */
    public static double fastLog2(double x) {
        long bits = Double.doubleToRawLongBits(x);
        double e = Double.longBitsToDouble((bits >>> 52) | BITS_OF_2_TO_52) - EXPONENT_BIAS;
        double t = Double.longBitsToDouble((bits & MANTISSA) | EXPONENT_OF_ONE) - 1;
        return e + t * (LOG_0 + t * (LOG_1 + t * (LOG_2 + t * (LOG_3 + t * (LOG_4 + t * LOG_5)))));
    }

    /**
     * 2 to the power of y, cheaply: within 9.2e-8 of it (8e-7 dB), exact at whole numbers. {@code y = n + f} with f within half on
     * both sides, and {@code 2^f = 1 + f (E1 + f (E2 + ...))} of degree 5, minimax with 0 held.
     *
     * @param y within 1000 on both sides: nothing else has a meaning
     */
    public static double fastExp2(double y) {
        double shifted = y + ROUNDER;
        double f = y - (shifted - ROUNDER);
        double p = 1 + f * (EXP_1 + f * (EXP_2 + f * (EXP_3 + f * (EXP_4 + f * EXP_5))));
        return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    /** e to the power of x. */
    public static double exp(double x) {
        return exp2(x / LN_2);
    }

    /** sin(pi * x), exact at multiples of 1/2, for magnitudes of x up to a million. */
    public static double sinPi(double x) {
        int quarter = nearest(x * 2);
        double z = (x - quarter * 0.5) * PI;
        return switch (quarter & 3) {
            case 0 -> sineNearZero(z);
            case 1 -> cosineNearZero(z);
            case 2 -> -sineNearZero(z);
            default -> -cosineNearZero(z);
        };
    }

    /** cos(pi * x), exact at multiples of 1/2, for magnitudes of x up to a million. */
    public static double cosPi(double x) {
        int quarter = nearest(x * 2);
        double z = (x - quarter * 0.5) * PI;
        return switch (quarter & 3) {
            case 0 -> cosineNearZero(z);
            case 1 -> -sineNearZero(z);
            case 2 -> -cosineNearZero(z);
            default -> sineNearZero(z);
        };
    }

    /** tan(pi * x) for magnitudes of x below 1/2. */
    public static double tanPi(double x) {
        return sinPi(x) / cosPi(x);
    }

    /** The factor that a level in decibels stands for: 0 dB is exactly 1. */
    public static double decibelsToLinear(double decibels) {
        return exp2(decibels / DECIBELS_PER_OCTAVE_OF_LEVEL);
    }

    /** The level of an amplitude in decibels; an amplitude of 0 is about -6153 dB, far below anything that is heard. */
    public static double linearToDecibels(double linear) {
        return log2(linear) * DECIBELS_PER_OCTAVE_OF_LEVEL;
    }

    /** A recursive state as it is kept at the end of a tick. */
    public static double flushed(double state) {
        return state < TINY && state > -TINY ? 0 : state;
    }

    /** The nearest whole number, halves away from zero, for magnitudes below 2^31. */
    private static int nearest(double x) {
        return (int) (x < 0 ? x - 0.5 : x + 0.5);
    }

    /** Within a quarter of pi on both sides. */
    private static double sineNearZero(double z) {
        double z2 = z * z;
        double p = 1.0 / 355_687_428_096_000.0;
        p = p * z2 - 1.0 / 1_307_674_368_000.0;
        p = p * z2 + 1.0 / 6_227_020_800.0;
        p = p * z2 - 1.0 / 39_916_800.0;
        p = p * z2 + 1.0 / 362_880.0;
        p = p * z2 - 1.0 / 5_040.0;
        p = p * z2 + 1.0 / 120.0;
        p = p * z2 - 1.0 / 6.0;
        return z + z * z2 * p;
    }

    /** Within a quarter of pi on both sides. */
    private static double cosineNearZero(double z) {
        double z2 = z * z;
        double p = 1.0 / 20_922_789_888_000.0;
        p = p * z2 - 1.0 / 87_178_291_200.0;
        p = p * z2 + 1.0 / 479_001_600.0;
        p = p * z2 - 1.0 / 3_628_800.0;
        p = p * z2 + 1.0 / 40_320.0;
        p = p * z2 - 1.0 / 720.0;
        p = p * z2 + 1.0 / 24.0;
        p = p * z2 - 0.5;
        return 1 + z2 * p;
    }
}
