package foldback.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the mains where they are heard, in the quietest tenth of all windows that are not silent: lines at 50 or 60 Hz and their harmonics that stand still.
 *
 * <p>A harmonic counts if it stands 10 dB and more out of its neighbourhood in four fifths of those windows, and its level moves by 8 dB at
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
    private static final int MOST_WINDOWS = 64;
    private static final double QUIET_PART = 0.1;
    private static final double NOTHING = 1e-20;
    private static final int FIRST_HARMONICS = 3;

    private final double binHertz;
    private final PriorityQueue<Window> quietest = new PriorityQueue<>(
            Comparator.comparingDouble((Window w) -> w.power).reversed());
    private long windows;

    /**
     * A hum.
     *
     * @param levelDbfs of its harmonics together
     * @param harmonics how many of them were found
     */
    record Hum(int mainsHertz, double levelDbfs, int harmonics) {}

    /** The lines of one window, in decibels: how far they stand out, and how loud they are. */
    private static final class Window {
        private final double power;
        private final double[] prominence = new double[MAINS_HERTZ.length * HARMONICS];
        private final double[] level = new double[MAINS_HERTZ.length * HARMONICS];

        Window(double power) {
            this.power = power;
        }
    }

    HumMeter(double binHertz) {
        this.binHertz = binHertz;
    }

    /** @param all the power of the whole window */
    void take(double[] power, double all) {
        windows++;
        if (quietest.size() == MOST_WINDOWS && all >= quietest.element().power) {
            return;
        }
        Window window = new Window(all);
        for (int m = 0; m < MAINS_HERTZ.length; m++) {
            for (int h = 0; h < HARMONICS; h++) {
                look(power, MAINS_HERTZ[m] * (h + 1.0), m * HARMONICS + h, window);
            }
        }
        quietest.add(window);
        if (quietest.size() > MOST_WINDOWS) {
            quietest.remove();
        }
    }

    private void look(double[] power, double hertz, int index, Window window) {
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
        window.prominence[index] = Decibels.ofPower((line + NOTHING) / 3 / (neighbours + NOTHING));
        window.level[index] = Decibels.ofPower(line + NOTHING);
    }

    Optional<Hum> hum() {
        int count = (int) Math.clamp(QUIET_PART * windows, FEWEST_WINDOWS, MOST_WINDOWS);
        if (quietest.size() < count) {
            return Optional.empty();
        }
        List<Window> quiet = quietest.stream()
                .sorted(Comparator.comparingDouble((Window w) -> w.power))
                .limit(count)
                .toList();
        @Nullable Hum found = null;
        for (int m = 0; m < MAINS_HERTZ.length; m++) {
            int harmonics = 0;
            boolean first = false;
            double power = 0;
            for (int h = 0; h < HARMONICS; h++) {
                int index = m * HARMONICS + h;
                double[] levels =
                        quiet.stream().mapToDouble(w -> w.level[index]).sorted().toArray();
                double[] prominences = quiet.stream()
                        .mapToDouble(w -> w.prominence[index])
                        .sorted()
                        .toArray();
                boolean steady = percentile(levels, 0.9) - percentile(levels, 0.1) <= MOST_MOVEMENT_DB;
                if (steady && percentile(prominences, 0.2) >= STANDS_OUT_DB) {
                    harmonics++;
                    first |= h < FIRST_HARMONICS;
                    power += Decibels.toPower(percentile(levels, 0.5));
                }
            }
            double levelDbfs = Decibels.ofPower(power);
            if (harmonics >= 2 && first && (found == null || levelDbfs > found.levelDbfs())) {
                found = new Hum(MAINS_HERTZ[m], levelDbfs, harmonics);
            }
        }
        return Optional.ofNullable(found);
    }

    private static double percentile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
