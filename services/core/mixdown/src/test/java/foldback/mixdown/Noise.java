package foldback.mixdown;

/**
 * Whole numbers by chance, the same on the JVM and in a browser. Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators,
 * OOPSLA 2014 (SplitMix64).
 */
final class Noise {
    private long state;

    Noise(long seed) {
        state = seed;
    }

    /** From {@code low} up to but not including {@code high}. */
    int nextInt(int low, int high) {
        state += 0x9E37_79B9_7F4A_7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        z ^= z >>> 31;
        return low + (int) ((z >>> 33) % (high - low));
    }
}
