package foldback.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for narrow bands that stand out whatever is played: a room, a drum head, a peak of an equaliser. In each window every band of a 24th of an octave
 * is held against the mean level of half an octave to both sides; one that is 9 dB above it in most windows is told.
 *
 * <p>A note that is often played stands out as well, but as a line, where a resonance is a hump: the flatness of the spectrum around it (the geometric by the
 * arithmetic mean of the bins, as A. H. Gray, J. D. Markel, IEEE Transactions ASSP 22(3), 1974) tells one from the other. So what rings on a single
 * frequency is not told.
 */
final class ResonanceMeter {
    private static final int PER_OCTAVE = 24;
    private static final double LOWEST_HERTZ = 140; // what is told begins half an octave above
    private static final double HIGHEST_HERTZ = 10_000;
    private static final int NEIGHBOURS = 12;
    private static final int NOT_NEIGHBOURS = 2;
    private static final double STANDS_OUT_DB = 9;
    private static final double IN_MOST_WINDOWS = 0.6;
    private static final double LEAST_FLATNESS = 0.15;
    private static final int FEWEST_WINDOWS = 12;
    private static final int MOST = 6;

    private final Bands bands;
    private final double binHertz;
    private final double windowSeconds;
    private final double[] levels;
    private final double[] widths;
    private final long[] times;
    private final double[] sumDb;
    private final double[] mostDb;
    private final double[] mostSeconds;
    private long windows;
    private long sounding;

    /**
     * A band that stands out.
     *
     * @param decibels above its neighbours, in the mean of the windows where it stands out
     * @param part of the windows where it does, 0 to 1
     * @param strongestSeconds where it does most
     */
    record Resonance(double hertz, double decibels, double part, double strongestSeconds) {}

    ResonanceMeter(double binHertz, int bins, double hopSeconds) {
        bands = Bands.fine(LOWEST_HERTZ, HIGHEST_HERTZ, PER_OCTAVE, binHertz, bins);
        this.binHertz = binHertz;
        windowSeconds = hopSeconds;
        levels = new double[bands.count()];
        widths = new double[bands.count()];
        for (int b = 0; b < bands.count(); b++) {
            widths[b] = 10 * Math.log10(bands.highHertz(b) - bands.lowHertz(b));
        }
        times = new long[bands.count()];
        sumDb = new double[bands.count()];
        mostDb = new double[bands.count()];
        mostSeconds = new double[bands.count()];
    }

    void take(double[] power, boolean silent) {
        windows++;
        if (silent) {
            return;
        }
        sounding++;
        for (int b = 0; b < levels.length; b++) {
            levels[b] = Decibels.ofPower(bands.sum(b, power) + 1e-20) - widths[b];
        }
        for (int b = NEIGHBOURS; b < levels.length - NEIGHBOURS; b++) {
            double out = levels[b] - around(b);
            if (out >= STANDS_OUT_DB && levels[b] >= levels[b - 1] && levels[b] >= levels[b + 1] && isHump(power, b)) {
                times[b]++;
                sumDb[b] += out;
                if (out > mostDb[b]) {
                    mostDb[b] = out;
                    mostSeconds[b] = (windows - 1) * windowSeconds;
                }
            }
        }
    }

    private double around(int band) {
        double sum = 0;
        for (int i = NOT_NEIGHBOURS + 1; i <= NEIGHBOURS; i++) {
            sum += levels[band - i] + levels[band + i];
        }
        return sum / (2 * (NEIGHBOURS - NOT_NEIGHBOURS));
    }

    private boolean isHump(double[] power, int band) {
        int from = (int) Math.ceil(bands.lowHertz(band - 1) / binHertz);
        int to = (int) (bands.highHertz(band + 1) / binHertz);
        double sum = 0;
        double logs = 0;
        for (int k = from; k <= to; k++) {
            sum += power[k] + 1e-20;
            logs += Math.log(power[k] + 1e-20);
        }
        int count = to - from + 1;
        return Math.exp(logs / count) >= LEAST_FLATNESS * sum / count;
    }

    /** The strongest first. */
    List<Resonance> resonances() {
        List<Resonance> found = new ArrayList<>();
        if (sounding >= FEWEST_WINDOWS) {
            for (int b = 0; b < levels.length; b++) {
                double part = (double) times[b] / sounding;
                if (part >= IN_MOST_WINDOWS) {
                    found.add(new Resonance(bands.middleHertz(b), sumDb[b] / times[b], part, mostSeconds[b]));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Resonance::decibels).reversed());
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }
}
