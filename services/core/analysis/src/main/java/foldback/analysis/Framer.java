package foldback.analysis;

/**
 * Cuts two signals into windows that overlap. The middle of the first one is the first frame, that of each next one a hop later, and the
 * last one's is at or behind the end; around the signals there is silence.
 */
final class Framer {
    /** Takes a window. */
    interface Taker {
        /**
         * Takes one.
         *
         * @param from where it begins in both arrays
         */
        void take(double[] left, double[] right, int from);
    }

    private final int size;
    private final int hop;
    private final double[] left;
    private final double[] right;
    private int filled;

    /** Where the next window begins in the arrays. */
    private int next;

    Framer(int size, int hop) {
        this.size = size;
        this.hop = hop;
        left = new double[4 * size];
        right = new double[4 * size];
        filled = size / 2;
    }

    void add(double[] l, double[] r, int from, int count, Taker taker) {
        int at = from;
        int rest = count;
        while (rest > 0) {
            int now = Math.min(rest, left.length - filled);
            System.arraycopy(l, at, left, filled, now);
            System.arraycopy(r, at, right, filled, now);
            filled += now;
            at += now;
            rest -= now;
            takeAll(taker);
        }
    }

    private void takeAll(Taker taker) {
        while (next + size <= filled) {
            taker.take(left, right, next);
            next += hop;
        }
        if (filled == left.length) {
            int kept = Math.max(0, filled - next);
            System.arraycopy(left, filled - kept, left, 0, kept);
            System.arraycopy(right, filled - kept, right, 0, kept);
            next -= filled - kept;
            filled = kept;
        }
    }

    /** Takes the windows that reach behind the end. */
    void finish(Taker taker) {
        double[] silence = new double[size];
        add(silence, silence, 0, size / 2, taker);
    }
}
