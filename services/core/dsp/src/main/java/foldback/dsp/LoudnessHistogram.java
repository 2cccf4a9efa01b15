package foldback.dsp;

/**
 * How often which loudness was measured: bins of a hundredth of a LU from -70 to +30 LUFS, each with its number of blocks and their
 * power. So a programme of any length takes the same memory, and a mean over whole bins is exact: only blocks in the one bin
 * that a relative gate cuts may fall on the other side, by less than 0.01 LU.
 */
final class LoudnessHistogram {
    static final double LOWEST_LUFS = -70;

    private static final int BINS_PER_LU = 100;
    private static final int BINS = 100 * BINS_PER_LU;

    /** A little above -70 LUFS, blocks count. */
    private final double lowestPower = Loudness.power(LOWEST_LUFS);

    private final long[] counts = new long[BINS];
    private final double[] powers = new double[BINS];

    void add(double power) {
        if (power <= lowestPower) {
            return;
        }
        int bin = bin(Loudness.lufs(power));
        counts[bin]++;
        powers[bin] += power;
    }

    private static int bin(double lufs) {
        int bin = (int) ((lufs - LOWEST_LUFS) * BINS_PER_LU);
        return bin >= BINS ? BINS - 1 : Math.max(bin, 0);
    }

    /** The mean power of the blocks in the bins from that of a loudness on; 0 if there is none. */
    double meanPowerFrom(double lufs) {
        double sum = 0;
        long blocks = 0;
        for (int bin = firstBin(lufs); bin < BINS; bin++) {
            sum += powers[bin];
            blocks += counts[bin];
        }
        return blocks == 0 ? 0 : sum / blocks;
    }

    /**
     * The loudness below which a part of the blocks lie, of those in the bins from that of a loudness on. There has to be one.
     *
     * @param part 0 to 1
     */
    double percentile(double part, double fromLufs) {
        long blocks = 0;
        int first = firstBin(fromLufs);
        for (int bin = first; bin < BINS; bin++) {
            blocks += counts[bin];
        }
        long rank = (long) ((blocks - 1) * part + 0.5);
        int bin = first;
        long seen = counts[bin];
        while (seen <= rank) {
            bin++;
            seen += counts[bin];
        }
        return LOWEST_LUFS + (bin + 0.5) / BINS_PER_LU;
    }

    private static int firstBin(double lufs) {
        return lufs <= LOWEST_LUFS ? 0 : bin(lufs);
    }
}
