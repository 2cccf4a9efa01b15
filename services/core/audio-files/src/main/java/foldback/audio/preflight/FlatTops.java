package foldback.audio.preflight;

/**
 * Clipping of one channel: three or more samples in a row that are the same, at the top of everything. Also in a file that was turned down
 * after it had been clipped, where no sample is at full scale.
 */
final class FlatTops {
    private static final int FEWEST_SAMPLES = 3;

    /** Below this a flat stretch is a quiet passage in few bits. */
    private static final double LOWEST = 0.25;

    /** Runs count as being at the top if they are this close to it. */
    private static final double NEAR = 0.998;

    private double top;
    private long runs;
    private long firstFrame;
    private long lastFrame;
    private double peak;
    private double current;
    private int length;

    void add(double[] samples, int count, long frame) {
        for (int i = 0; i < count; i++) {
            double x = samples[i];
            double level = Math.abs(x);
            peak = Math.max(peak, level);
            if (x == current && level >= LOWEST) {
                length++;
            } else {
                endRun(frame + i);
                current = x;
                length = 1;
            }
        }
    }

    private void endRun(long end) {
        double level = Math.abs(current);
        if (length < FEWEST_SAMPLES || level < LOWEST || level < top * NEAR) {
            return;
        }
        if (level * NEAR > top) {
            runs = 0;
            firstFrame = end - length;
        }
        top = Math.max(top, level);
        runs++;
        lastFrame = end;
    }

    void finish(long end) {
        endRun(end);
    }

    /** How many runs there are at the very top of the file; 0 if its loudest samples stand alone. */
    long runs() {
        return top >= peak * NEAR ? runs : 0;
    }

    long firstFrame() {
        return firstFrame;
    }

    long lastFrame() {
        return lastFrame;
    }

    double top() {
        return top;
    }
}
