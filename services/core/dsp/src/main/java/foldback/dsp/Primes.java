package foldback.dsp;

/** Prime lengths, so that echoes of different delay lines do not fall on each other. */
final class Primes {
    private Primes() {}

    /** The smallest prime that is not below a number. */
    static int next(int atLeast) {
        int candidate = Math.max(atLeast, 2);
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int n) {
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }
}
