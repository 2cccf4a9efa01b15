package foldback.session.api;

/**
 * How many messages a socket may still send: a bucket of {@value #BURST} that fills by {@value #PER_SECOND} a second (a token bucket).
 */
final class Allowance {
    static final int BURST = 60;
    static final int PER_SECOND = 20;

    private double left = BURST;
    private long at = System.nanoTime();

    synchronized boolean take() {
        long now = System.nanoTime();
        left = Math.min(BURST, left + (now - at) * 1e-9 * PER_SECOND);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
