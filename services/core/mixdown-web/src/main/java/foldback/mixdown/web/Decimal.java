package foldback.mixdown.web;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal numbers to the nearest double, as {@code Double.parseDouble} on a JVM: what replaces that in a browser may be a step beside it,
 * and a step is another mix.
 *
 * <p>Up to 15 digits and powers of ten up to 22 are exact as doubles, so one division or multiplication rounds once (W. D. Clinger, How to Read
 * Floating Point Numbers Accurately, PLDI 1990). Whatever is longer is compared with the middle between two doubles in whole numbers.
 */
final class Decimal {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int LONGEST = 40;
    private static final int LARGEST_EXPONENT = 300;
    private static final int MANTISSA_BITS = 53;
    private static final int LOWEST_EXPONENT = -1022;

    private Decimal() {}

    /** @throws IllegalArgumentException if it is no number of JSON, or one that no mix has */
    static double parse(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        boolean negative = at == 1;
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String digits = e < 0 ? text.substring(at) : text.substring(at, e);
        int exponent = e < 0 ? 0 : exponent(text.substring(e + 1), text);
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        String fraction = point < 0 ? "" : digits.substring(point + 1);
        boolean shaped = !whole.isEmpty()
                && (whole.length() == 1 || whole.charAt(0) != '0')
                && (point < 0 || !fraction.isEmpty())
                && areDigits(whole)
                && areDigits(fraction);
        if (!shaped || digits.length() > LONGEST) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        double magnitude = magnitude(whole + fraction, exponent - fraction.length());
        return negative ? -magnitude : magnitude;
    }

    private static int exponent(String text, String all) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty()
                || digits.length() > 3
                || !areDigits(digits)
                || Integer.parseInt(digits) > LARGEST_EXPONENT) {
            throw new IllegalArgumentException("not a number: " + all);
        }
        return text.startsWith("-") ? -Integer.parseInt(digits) : Integer.parseInt(digits);
    }

    private static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static double magnitude(String digits, int exponent) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        String significant = digits.substring(from);
        if (significant.equals("0")) {
            return 0;
        }
        if (significant.length() <= EXACT_DIGITS && Math.abs(exponent) < POWERS.length) {
            double value = (double) Long.parseLong(significant);
            return exponent < 0 ? value / POWERS[-exponent] : value * POWERS[exponent];
        }
        return nearest(new BigDecimal(new BigInteger(significant), -exponent));
    }

    /** By whole numbers: {@code m = round(x / 2^e)} with 53 bits, halves to even. */
    private static double nearest(BigDecimal x) {
        BigInteger numerator =
                x.scale() > 0 ? x.unscaledValue() : x.unscaledValue().multiply(BigInteger.TEN.pow(-x.scale()));
        BigInteger denominator = x.scale() > 0 ? BigInteger.TEN.pow(x.scale()) : BigInteger.ONE;
        int exponent = numerator.bitLength() - denominator.bitLength() - MANTISSA_BITS;
        BigInteger mantissa = rounded(numerator, denominator, exponent);
        if (mantissa.bitLength() > MANTISSA_BITS) { // the guess has one bit too many
            exponent++;
            mantissa = rounded(numerator, denominator, exponent);
        }
        if (mantissa.bitLength() > MANTISSA_BITS) { // it was rounded up to the next power of two
            mantissa = mantissa.shiftRight(1);
            exponent++;
        }
        if (exponent + MANTISSA_BITS - 1 < LOWEST_EXPONENT) {
            return 0; // below 1e-307: nothing of a mix
        }
        long bits = mantissa.longValue() & ((1L << (MANTISSA_BITS - 1)) - 1);
        return Double.longBitsToDouble((long) (exponent + MANTISSA_BITS - 1 + 1023) << (MANTISSA_BITS - 1) | bits);
    }

    private static BigInteger rounded(BigInteger numerator, BigInteger denominator, int exponent) {
        BigInteger over = exponent < 0 ? numerator.shiftLeft(-exponent) : numerator;
        BigInteger under = exponent < 0 ? denominator : denominator.shiftLeft(exponent);
        BigInteger[] parts = over.divideAndRemainder(under);
        int half = parts[1].shiftLeft(1).compareTo(under);
        boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
        return up ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
