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
    private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;
    private static final long EXPONENT_OF_ONE = 0x3FF0_0000_0000_0000L;

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
    static double flushed(double state) {
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
