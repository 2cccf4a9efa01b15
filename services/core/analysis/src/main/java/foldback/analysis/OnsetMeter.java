package foldback.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much begins at each hundredth of a second: the spectral flux of S. Böck and G. Widmer, Maximum Filter Vibrato Suppression for Onset
 * Detection, DAFx-13, 2013: levels of quarter octaves, the rise of each over the highest of its neighbours two hundredths before. Besides, how much of it
 * is low, which pitch classes there are, and where an s is too sharp.
 *
 * <p>Departure: levels are limited to 60 dB below the loudest so far, where the paper adds 1 before the logarithm, so that a quiet stem
 * has the onsets of a loud one.
 */
final class OnsetMeter {
    static final int PER_SECOND = 100;

    /** Sums of so many hundredths are kept of pitch classes. */
    static final int HARMONY_STEP = 5;

    private static final double LOWEST_HERTZ = 50;
    private static final double HIGHEST_HERTZ = 15_000;
    private static final int PER_OCTAVE = 4;
    private static final double LOW_HERTZ = 150;
    private static final double FLOOR_BELOW_LOUDEST_DB = 60;
    private static final double QUIETEST_LOUDEST_DB = -70;
    private static final int LAG = 2;
    private static final double NOTE_FROM_HERTZ = 150;
    private static final double NOTE_TO_HERTZ = 2000;
    private static final int PITCH_CLASSES = 12;

    private final Fft fft;
    private final Framer framer;
    private final Bands bands;
    private final double[] one;
    private final double[] other;
    private final double[] power;
    private final double[][] history;
    private final int[] pitchClass;
    private final int firstNoteBin;
    private final int lastNoteBin;
    private final int lowBands;
    private double loudest = QUIETEST_LOUDEST_DB;
    private long frames;
    private final FloatList flux = new FloatList();
    private final FloatList lowFlux = new FloatList();
    private final List<float[]> harmony = new ArrayList<>();
    private float[] openHarmony = new float[PITCH_CLASSES];
    private final SibilanceMeter sibilance;

    OnsetMeter(int sampleRateHertz) {
        int size = sampleRateHertz <= 50_000 ? 2048 : sampleRateHertz <= 100_000 ? 4096 : 8192;
        fft = new Fft(size);
        framer = new Framer(size, sampleRateHertz / PER_SECOND);
        double binHertz = (double) sampleRateHertz / size;
        bands = Bands.fine(LOWEST_HERTZ, HIGHEST_HERTZ, PER_OCTAVE, binHertz, fft.bins());
        one = new double[2 * fft.bins()];
        other = new double[2 * fft.bins()];
        power = new double[fft.bins()];
        history = new double[LAG][bands.count()];
        for (double[] row : history) {
            Arrays.fill(row, QUIETEST_LOUDEST_DB);
        }
        firstNoteBin = (int) (NOTE_FROM_HERTZ / binHertz);
        lastNoteBin = (int) (NOTE_TO_HERTZ / binHertz);
        pitchClass = new int[lastNoteBin + 1];
        for (int k = firstNoteBin; k <= lastNoteBin; k++) {
            pitchClass[k] = Math.floorMod(
                    Math.round(PITCH_CLASSES * Math.log(k * binHertz / 440) / Math.log(2)) + 9, PITCH_CLASSES);
        }
        int low = 0;
        while (low < bands.count() && bands.middleHertz(low) <= LOW_HERTZ) {
            low++;
        }
        lowBands = low;
        sibilance = new SibilanceMeter(binHertz);
    }

    void add(double[] left, double[] right, int count) {
        framer.add(left, right, 0, count, this::take);
    }

    private void take(double[] left, double[] right, int from) {
        fft.transform(left, right, from, one, other);
        double scale = fft.meanSquareScale();
        for (int k = 0; k < power.length; k++) {
            double a = one[2 * k];
            double b = one[2 * k + 1];
            double c = other[2 * k];
            double d = other[2 * k + 1];
            power[k] = scale * (a * a + b * b + c * c + d * d);
        }
        sibilance.take(power, (double) frames / PER_SECOND);
        if (frames < Limits.MOST_RHYTHM_SECONDS * PER_SECOND) {
            addFlux();
            addHarmony();
        }
        frames++;
    }

    private void addFlux() {
        double[] levels = new double[bands.count()];
        for (int b = 0; b < levels.length; b++) {
            levels[b] = Decibels.ofPower(bands.sum(b, power) + 1e-20);
            loudest = Math.max(loudest, levels[b]);
        }
        double floor = loudest - FLOOR_BELOW_LOUDEST_DB;
        double[] before = history[(int) (frames % LAG)];
        double sum = 0;
        double low = 0;
        for (int b = 0; b < levels.length; b++) {
            levels[b] = Math.max(floor, levels[b]);
            double highest = Math.max(floor, before[b]);
            highest = b > 0 ? Math.max(highest, before[b - 1]) : highest;
            highest = b < levels.length - 1 ? Math.max(highest, before[b + 1]) : highest;
            double rise = Math.max(0, levels[b] - highest);
            sum += rise;
            low += b < lowBands ? rise : 0;
        }
        flux.add(frames < LAG ? 0 : sum / levels.length);
        lowFlux.add(frames < LAG ? 0 : low / lowBands);
        history[(int) (frames % LAG)] = levels;
    }

    private void addHarmony() {
        for (int k = firstNoteBin; k <= lastNoteBin; k++) {
            openHarmony[pitchClass[k]] += (float) power[k];
        }
        if (frames % HARMONY_STEP == HARMONY_STEP - 1) {
            harmony.add(openHarmony);
            openHarmony = new float[PITCH_CLASSES];
        }
    }

    /** Nothing can be added after it. */
    void finish() {
        framer.finish(this::take);
    }

    /** The rise in decibels, mean of the bands, a hundred times a second. */
    float[] flux() {
        return flux.toArray();
    }

    /** The same below 150 Hz. */
    float[] lowFlux() {
        return lowFlux.toArray();
    }

    /** The power of C to B, twenty times a second. */
    List<float[]> harmony() {
        return harmony;
    }

    SibilanceMeter sibilance() {
        return sibilance;
    }
}
