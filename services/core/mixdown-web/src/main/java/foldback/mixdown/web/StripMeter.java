package foldback.mixdown.web;

/** The level of one strip: the highest magnitude of the last blocks, and the mean square over some 300 ms, each side apart. */
final class StripMeter {
    /** So many blocks of 128 frames last longer than a screen's frame, which therefore misses no peak. */
    private static final int BLOCKS = 8;

    private static final double MEAN_SECONDS = 0.3;

    private final double keep;
    private final double[][] peaks = new double[2][BLOCKS];
    private final double[] squares = new double[2];
    private int at;

    StripMeter(int sampleRate, int blockFrames) {
        keep = 1 - blockFrames / (MEAN_SECONDS * sampleRate);
    }

    void add(double[][] block, int from, int frames) {
        for (int side = 0; side < 2; side++) {
            double[] x = block[side];
            double highest = 0;
            double lowest = 0;
            double even = 0;
            double odd = 0;
            int end = from + frames;
            for (int i = from; i < end; i++) {
                double sample = x[i];
                if (sample > highest) {
                    highest = sample;
                }
                if (sample < lowest) {
                    lowest = sample;
                }
            }
            for (int i = from; i < end - 1; i += 2) {
                even += x[i] * x[i];
                odd += x[i + 1] * x[i + 1];
            }
            if (frames % 2 == 1) {
                even += x[end - 1] * x[end - 1];
            }
            double peak = highest > -lowest ? highest : -lowest;
            peaks[side][at] = peak;
            double mean = keep * squares[side] + (1 - keep) * (even + odd) / frames;
            squares[side] = mean < 1e-18 ? 0 : mean;
        }
        at = (at + 1) % BLOCKS;
    }

    /** Linear. */
    double peak(int side) {
        double highest = 0;
        for (double peak : peaks[side]) {
            highest = peak > highest ? peak : highest;
        }
        return highest;
    }

    double meanSquare(int side) {
        return squares[side];
    }
}
