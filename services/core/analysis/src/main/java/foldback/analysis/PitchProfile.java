package foldback.analysis;

import java.util.Arrays;

/**
 * Which pitch classes there are, and how far the tuning is from 440 Hz: the harmonic pitch class profile of E. Gómez, Tonal Description of Music
 * Audio Signals, PhD thesis, Universitat Pompeu Fabra, 2006, chapter 3. Peaks of the spectrum are placed by a parabola through their
 * logarithms and counted in tenths of a semitone; every window weighs the same, so that no loud
 * part decides alone.
 *
 * <p>Departures: a peak counts by the root of its magnitude, as low notes are otherwise all there is, and for its own note only: counted for the notes
 * whose harmonics it may be, too, songs were taken for ones a fifth below.
 */
final class PitchProfile {
    static final int PITCH_CLASSES = 12;
    private static final int PER_SEMITONE = 10;
    private static final int SLOTS = PITCH_CLASSES * PER_SEMITONE;
    private static final double LOWEST_HERTZ = 60;
    private static final double HIGHEST_HERTZ = 2500;
    private static final double A4_HERTZ = 440;
    private static final int A4_CLASS = 9;
    private static final double DYNAMIC_RANGE_POWER = 1e-5;
    private static final int NEIGHBOURHOOD = 8;
    private static final double STANDS_OUT = 8;

    private final double binHertz;
    private final int firstBin;
    private final int lastBin;
    private final double[] slots = new double[SLOTS];
    private final double[] window = new double[SLOTS];

    /** For the tuning: the vector sum of how far peaks are from the nearest semitone, as angles. */
    private double tuningX;

    private double tuningY;
    private long windows;

    PitchProfile(double binHertz) {
        this.binHertz = binHertz;
        firstBin = (int) Math.ceil(LOWEST_HERTZ / binHertz);
        lastBin = (int) (HIGHEST_HERTZ / binHertz);
    }

    void take(double[] power) {
        double most = 0;
        double all = 0;
        for (int k = firstBin; k <= lastBin; k++) {
            most = Math.max(most, power[k]);
            all += power[k];
        }
        if (Decibels.ofPower(all) < Limits.SILENT_DBFS) {
            return;
        }
        Arrays.fill(window, 0);
        double sum = 0;
        for (int k = firstBin; k <= lastBin; k++) {
            if (power[k] > most * DYNAMIC_RANGE_POWER && power[k] > power[k - 1] && power[k] >= power[k + 1]) {
                sum += takePeak(power, k);
            }
        }
        if (sum > 0) {
            windows++;
            for (int i = 0; i < SLOTS; i++) {
                slots[i] += window[i] / sum;
            }
        }
    }

    private double takePeak(double[] power, int k) {
        double around = 0;
        for (int i = 3; i <= NEIGHBOURHOOD; i++) {
            around += power[k - i] + power[k + i];
        }
        around /= 2 * (NEIGHBOURHOOD - 2);
        if (power[k] < STANDS_OUT * around) {
            return 0;
        }
        double a = Math.log(power[k - 1] + 1e-30);
        double b = Math.log(power[k] + 1e-30);
        double c = Math.log(power[k + 1] + 1e-30);
        double curve = a - 2 * b + c;
        double offset = curve < 0 ? Math.clamp((a - c) / (2 * curve), -0.5, 0.5) : 0;
        double hertz = (k + offset) * binHertz;
        double weight = Math.sqrt(Math.sqrt(power[k]));
        double semitones = PITCH_CLASSES * Math.log(hertz / A4_HERTZ) / Math.log(2) + A4_CLASS;
        double angle = 2 * Math.PI * (semitones - Math.rint(semitones));
        tuningX += weight * Math.cos(angle);
        tuningY += weight * Math.sin(angle);
        window[Math.floorMod(Math.round(semitones * PER_SEMITONE), SLOTS)] += weight;
        return weight;
    }

    /** In how many windows there was a note. */
    long windows() {
        return windows;
    }

    /** How far the tuning is from A4 = 440 Hz, -50 to 50. */
    double tuningCents() {
        return 100 * Math.atan2(tuningY, tuningX) / (2 * Math.PI);
    }

    /** C to B, by the tuning that was found; they add up to 1, if there was a note. */
    double[] classes() {
        double[] classes = new double[PITCH_CLASSES];
        double shift = tuningCents() / 100 * PER_SEMITONE;
        double sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            int pitchClass = Math.floorMod(Math.round((i - shift) / PER_SEMITONE), PITCH_CLASSES);
            classes[pitchClass] += slots[i];
            sum += slots[i];
        }
        for (int i = 0; i < PITCH_CLASSES && sum > 0; i++) {
            classes[i] /= sum;
        }
        return classes;
    }
}
