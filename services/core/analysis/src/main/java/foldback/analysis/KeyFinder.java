package foldback.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the key: the profile of the pitch classes is correlated with that of every key. C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter
 * 4, has the method, and with E. J. Kessler the profiles that are mixed here with those of J. Albrecht and D. Shanahan, The Use of Large Corpora to
 * Train a New Type of Key-Finding Algorithm, Music Perception 31(1), 2013, which tell major from minor better.
 */
final class KeyFinder {
    private static final double[] MAJOR_KESSLER = {
        6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
    };
    private static final double[] MINOR_KESSLER = {
        6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
    };
    private static final double[] MAJOR_SHANAHAN = {
        0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081
    };
    private static final double[] MINOR_SHANAHAN = {
        0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052
    };
    private static final int KEYS = 12;
    private static final int FEWEST_WINDOWS = 15;
    private static final double LOWEST_FIT = 0.45;
    private static final int FEWEST_CLASSES = 3;
    private static final double LEAST_CLASS = 0.03;
    private static final double FLAT = 0.18;
    private static final double CERTAIN_LEAD = 0.25;
    private static final int ALTERNATIVES = 3;

    private KeyFinder() {}

    static Answer<Key> find(PitchProfile profile) {
        if (profile.windows() < FEWEST_WINDOWS) {
            return Answer.notEnough("There are not enough notes in it.");
        }
        double[] classes = profile.classes();
        if (Arrays.stream(classes).filter(c -> c >= LEAST_CLASS).count() < FEWEST_CLASSES) {
            return Answer.notEnough("One or two notes make no key.");
        }
        List<Key.Alternative> keys = new ArrayList<>();
        for (int tonic = 0; tonic < KEYS; tonic++) {
            keys.add(new Key.Alternative(
                    new Key.Name(tonic, false), fit(classes, tonic, MAJOR_KESSLER, MAJOR_SHANAHAN)));
            keys.add(
                    new Key.Alternative(new Key.Name(tonic, true), fit(classes, tonic, MINOR_KESSLER, MINOR_SHANAHAN)));
        }
        keys.sort(Comparator.comparingDouble(Key.Alternative::fit).reversed());
        Key.Alternative best = keys.getFirst();
        if (best.fit() < LOWEST_FIT || spread(classes) < FLAT) {
            return Answer.notEnough("No key fits its notes.");
        }
        return Answer.known(new Key(
                best.name(),
                Math.clamp((best.fit() - keys.get(1).fit()) / CERTAIN_LEAD, 0, 1),
                best.fit(),
                profile.tuningCents(),
                keys.subList(1, 1 + ALTERNATIVES),
                Arrays.stream(classes).boxed().toList()));
    }

    /** The standard deviation of the classes by their mean: noise has hardly any. */
    private static double spread(double[] classes) {
        double squares = 0;
        for (double each : classes) {
            squares += (each * KEYS - 1) * (each * KEYS - 1);
        }
        return Math.sqrt(squares / KEYS);
    }

    private static double fit(double[] classes, int tonic, double[] one, double[] other) {
        return (correlation(classes, tonic, one) + correlation(classes, tonic, other)) / 2;
    }

    private static double correlation(double[] classes, int tonic, double[] profile) {
        double meanClass = Arrays.stream(classes).average().orElse(0);
        double meanProfile = Arrays.stream(profile).average().orElse(0);
        double cc = 0;
        double pp = 0;
        double cp = 0;
        for (int i = 0; i < KEYS; i++) {
            double c = classes[(tonic + i) % KEYS] - meanClass;
            double p = profile[i] - meanProfile;
            cc += c * c;
            pp += p * p;
            cp += c * p;
        }
        return cc == 0 ? 0 : cp / Math.sqrt(cc * pp);
    }
}
