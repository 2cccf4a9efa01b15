package foldback.analysis;

import java.util.Arrays;
import java.util.Optional;

/**
 * Looks for the mains: lines at 50 or 60 Hz and their harmonics that stand still while everything else moves.
 *
 * <p>A harmonic counts if it stands 10 dB and more out of its neighbourhood in four fifths of all windows, and its level moves by 8 dB at
 * most between the tenth and the ninetieth of a hundred; two of them make a hum, one of the first three included. A bass does not stand
 * still for as long.
 */
final class HumMeter {
    private static final int[] MAINS_HERTZ = {50, 60};
    private static final int HARMONICS = 8;
    private static final double SEARCH = 0.012;
    private static final double NEIGHBOURS_FROM_HERTZ = 6;
    private static final double NEIGHBOURS_TO_HERTZ = 20;
    private static final double STANDS_OUT_DB = 10;
    private static final double MOST_MOVEMENT_DB = 8;
    private static final int FEWEST_WINDOWS = 12;
    private static final int BINS = 256;
    private static final double LOWEST_DB = -200;
    private static final int FIRST_HARMONICS = 3;

    private final double binHertz;
    private final long[][] prominence = new long[MAINS_HERTZ.length * HARMONICS][BINS];
    private final long[][] level = new long[MAINS_HERTZ.length * HARMONICS][BINS];
    private long windows;

    /**
     * A hum.
     *
     * @param levelDbfs of its harmonics together
     * @param harmonics how many of them were found
     */
    record Hum(int mainsHertz, double levelDbfs, int harmonics) {}

    HumMeter(double binHertz) {
        this.binHertz = binHertz;
    }

    void take(double[] power) {
        windows++;
        for (int m = 0; m < MAINS_HERTZ.length; m++) {
            for (int h = 0; h < HARMONICS; h++) {
                look(power, MAINS_HERTZ[m] * (h + 1.0), m * HARMONICS + h);
            }
        }
    }

    private void look(double[] power, double hertz, int index) {
        int from = (int) Math.floor(hertz * (1 - SEARCH) / binHertz);
        int to = (int) Math.ceil(hertz * (1 + SEARCH) / binHertz);
        int best = from;
        for (int k = from; k <= to; k++) {
            best = power[k] > power[best] ? k : best;
        }
        int near = (int) (NEIGHBOURS_FROM_HERTZ / binHertz);
        int far = (int) (NEIGHBOURS_TO_HERTZ / binHertz);
        double[] around = new double[2 * (far - near + 1)];
        for (int i = 0; i <= far - near; i++) {
            around[2 * i] = power[best - near - i];
            around[2 * i + 1] = power[best + near + i];
        }
        Arrays.sort(around);
        double neighbours = around[around.length * 3 / 4];
        // A sine's power lies in three bins of the window.
        double line = power[best - 1] + power[best] + power[best + 1];
        count(prominence[index], Decibels.ofPower(line / 3 / (neighbours + 1e-20)));
        count(level[index], Decibels.ofPower(line + 1e-20) - LOWEST_DB);
    }

    private static void count(long[] bins, double decibels) {
        bins[(int) Math.clamp(decibels, 0, BINS - 1)]++;
    }

    private int percentile(long[] bins, double part) {
        long rank = (long) (part * (windows - 1));
        int bin = 0;
        long seen = bins[0];
        while (seen <= rank) {
            bin++;
            seen += bins[bin];
        }
        return bin;
    }

    Optional<Hum> hum() {
        if (windows < FEWEST_WINDOWS) {
            return Optional.empty();
        }
        Hum found = null;
        for (int m = 0; m < MAINS_HERTZ.length; m++) {
            int harmonics = 0;
            boolean first = false;
            double power = 0;
            for (int h = 0; h < HARMONICS; h++) {
                int i = m * HARMONICS + h;
                boolean steady = percentile(level[i], 0.9) - percentile(level[i], 0.1) <= MOST_MOVEMENT_DB;
                if (steady && percentile(prominence[i], 0.2) >= STANDS_OUT_DB) {
                    harmonics++;
                    first |= h < FIRST_HARMONICS;
                    power += Decibels.toPower(percentile(level[i], 0.5) + 0.5 + LOWEST_DB);
                }
            }
            double levelDbfs = Decibels.ofPower(power);
            if (harmonics >= 2 && first && (found == null || levelDbfs > found.levelDbfs())) {
                found = new Hum(MAINS_HERTZ[m], levelDbfs, harmonics);
            }
        }
        return Optional.ofNullable(found);
    }
}
