package foldback.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at windows of some 170 ms, half a window apart: the spectrum over time, what both sides have in common, and the features of which
 * sections are told apart.
 */
final class SpectrumMeter {
    private static final double WINDOW_SECONDS = 0.17;
    private static final double CELL_SECONDS = SongCells.SECONDS;
    private static final double LOWEST_RUMBLE_HERTZ = 10; // below is what the window makes of a DC offset
    private static final double HIGHEST_RUMBLE_HERTZ = 30;
    private static final double LOWEST_NOTE_HERTZ = 200;
    private static final double HIGHEST_NOTE_HERTZ = 2000;
    private static final int PITCH_CLASSES = 12;
    private static final double A4_HERTZ = 440;
    private static final int A4_CLASS = 9;
    private static final double MOST_LOSS_DB = 60;
    private static final double SECONDS_OF_LOWEST = 1;

    private final int rate;
    private final boolean stereo;
    private final Fft fft;
    private final Framer framer;
    private final int hop;
    private final double[] one;
    private final double[] other;
    private final double[] power;
    private final double[] ofLeft;
    private final double[] ofRight;
    private final double[] product;
    private final Bands thirds;
    private final Bands octaves;
    private final int[] pitchClass;
    private final int firstRumbleBin;
    private final int lastRumbleBin;
    private final Rows picture;
    private final Rows sides;
    private final double[] octaveLeft;
    private final double[] octaveRight;
    private final double[] octaveProduct;
    private double allLeft;
    private double allRight;
    private double allProduct;
    private final double[] secondSums = new double[3];
    private int framesIntoSecond;
    private double lowestCorrelation = 1;
    private double lowestCorrelationSeconds;
    private final double[] cell;
    private int framesIntoCell;
    private long cellIndex;
    private final List<float[]> cells = new ArrayList<>();
    private long frames;

    SpectrumMeter(int sampleRateHertz, boolean stereo) {
        rate = sampleRateHertz;
        this.stereo = stereo;
        fft = new Fft(Fft.sizeNear(WINDOW_SECONDS * sampleRateHertz));
        hop = fft.size() / 2;
        framer = new Framer(fft.size(), hop);
        int bins = fft.bins();
        double binHertz = (double) sampleRateHertz / fft.size();
        one = new double[2 * bins];
        other = new double[2 * bins];
        power = new double[bins];
        ofLeft = new double[bins];
        ofRight = new double[bins];
        product = new double[bins];
        thirds = Bands.thirds(binHertz, bins);
        octaves = Bands.octaves(binHertz, bins);
        pitchClass = pitchClasses(binHertz, bins);
        firstRumbleBin = (int) Math.ceil(LOWEST_RUMBLE_HERTZ / binHertz);
        lastRumbleBin = (int) (HIGHEST_RUMBLE_HERTZ / binHertz);
        double step = (double) hop / sampleRateHertz;
        picture = new Rows(thirds.count() + 1, Limits.MOST_PICTURE_ROWS, step, Rows.Keep.MEAN);
        sides = new Rows(3, Limits.MOST_PICTURE_ROWS, step, Rows.Keep.MEAN);
        octaveLeft = new double[octaves.count()];
        octaveRight = new double[octaves.count()];
        octaveProduct = new double[octaves.count()];
        cell = new double[thirds.count() + PITCH_CLASSES];
    }

    /** The pitch class of each bin, -1 of those that have none. */
    private static int[] pitchClasses(double binHertz, int bins) {
        int[] classes = new int[bins];
        for (int k = 0; k < bins; k++) {
            double hertz = k * binHertz;
            boolean inRange = hertz >= LOWEST_NOTE_HERTZ && hertz <= HIGHEST_NOTE_HERTZ;
            classes[k] = inRange
                    ? Math.floorMod(
                            Math.round(PITCH_CLASSES * Math.log(hertz / A4_HERTZ) / Math.log(2)) + A4_CLASS,
                            PITCH_CLASSES)
                    : -1;
        }
        return classes;
    }

    void add(double[] left, double[] right, int count) {
        framer.add(left, right, 0, count, this::take);
    }

    private void take(double[] left, double[] right, int from) {
        fft.transform(left, right, from, one, other);
        double scale = fft.meanSquareScale();
        for (int k = 0; k < power.length; k++) {
            double two = scale * fft.twoSided(k);
            double a = one[2 * k];
            double b = one[2 * k + 1];
            double c = other[2 * k];
            double d = other[2 * k + 1];
            ofLeft[k] = two * (a * a + b * b);
            ofRight[k] = two * (c * c + d * d);
            product[k] = two * (a * c + b * d);
            power[k] = (ofLeft[k] + ofRight[k]) / 2;
        }
        addToPicture();
        if (stereo) {
            addSides();
        }
        addToCell();
        frames++;
    }

    private void addToPicture() {
        double[] row = new double[thirds.count() + 1];
        for (int b = 0; b < thirds.count(); b++) {
            row[b] = thirds.sum(b, power);
            cell[b] += row[b];
        }
        for (int k = firstRumbleBin; k <= lastRumbleBin; k++) {
            row[thirds.count()] += power[k];
        }
        picture.add(row);
    }

    private void addSides() {
        for (int b = 0; b < octaves.count(); b++) {
            octaveLeft[b] += octaves.sum(b, ofLeft);
            octaveRight[b] += octaves.sum(b, ofRight);
            octaveProduct[b] += octaves.sum(b, product);
        }
        double l = sum(ofLeft);
        double r = sum(ofRight);
        double lr = sum(product);
        allLeft += l;
        allRight += r;
        allProduct += lr;
        sides.add(l, r, lr);
        secondSums[0] += l;
        secondSums[1] += r;
        secondSums[2] += lr;
        framesIntoSecond++;
        if (framesIntoSecond * (double) hop / rate >= SECONDS_OF_LOWEST) {
            endSecond();
        }
    }

    private void endSecond() {
        double mean = (secondSums[0] + secondSums[1]) / (2 * framesIntoSecond);
        if (Decibels.ofPower(mean) > Limits.SILENT_DBFS) {
            double correlation = correlation(secondSums[0], secondSums[1], secondSums[2]);
            if (correlation < lowestCorrelation) {
                lowestCorrelation = correlation;
                lowestCorrelationSeconds = (double) (frames - framesIntoSecond + 1) * hop / rate;
            }
        }
        Arrays.fill(secondSums, 0);
        framesIntoSecond = 0;
    }

    private static double sum(double[] of) {
        double sum = 0;
        for (double each : of) {
            sum += each;
        }
        return sum;
    }

    private void addToCell() {
        int offset = thirds.count();
        for (int k = 0; k < power.length; k++) {
            if (pitchClass[k] >= 0) {
                cell[offset + pitchClass[k]] += power[k];
            }
        }
        framesIntoCell++;
        double seconds = (double) (frames + 1) * hop / rate;
        if (seconds >= (cellIndex + 1) * CELL_SECONDS) {
            if (cellIndex * CELL_SECONDS < Limits.MOST_RHYTHM_SECONDS) {
                float[] kept = new float[cell.length];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = (float) (cell[i] / framesIntoCell);
                }
                cells.add(kept);
            }
            Arrays.fill(cell, 0);
            framesIntoCell = 0;
            cellIndex++;
        }
    }

    /** Nothing can be added after it. */
    void finish() {
        framer.finish(this::take);
        picture.finish();
        sides.finish();
    }

    Bands thirds() {
        return thirds;
    }

    /** The powers of {@link #thirds} over time, and in one more column that of what is below 30 Hz. */
    Rows picture() {
        return picture;
    }

    /** What sections are told apart by. */
    SongCells cells() {
        return new SongCells(cells, thirds.count());
    }

    Answer<StereoField> stereoField() {
        if (!stereo) {
            return Answer.notEnough("It has one channel.");
        }
        if (frames == 0 || Decibels.ofPower((allLeft + allRight) / (2 * frames)) < Limits.SILENT_DBFS) {
            return Answer.notEnough("It is silent.");
        }
        List<StereoField.OfBand> bands = new ArrayList<>();
        for (int b = 0; b < octaves.count(); b++) {
            if (Decibels.ofPower((octaveLeft[b] + octaveRight[b]) / (2 * frames)) >= Limits.SILENT_DBFS) {
                bands.add(ofBand(octaves.middleHertz(b), octaveLeft[b], octaveRight[b], octaveProduct[b]));
            }
        }
        List<@Nullable Double> curve = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            double[] row = sides.row(i);
            boolean silent = Decibels.ofPower((row[0] + row[1]) / 2) < Limits.SILENT_DBFS;
            curve.add(silent ? null : (Double) correlation(row[0], row[1], row[2]));
        }
        StereoField.OfBand all = ofBand(0, allLeft, allRight, allProduct);
        return Answer.known(new StereoField(
                all,
                (allRight - allLeft) / (allLeft + allRight),
                Math.min(lowestCorrelation, 1),
                lowestCorrelationSeconds,
                bands,
                new Curve(sides.stepSeconds(), curve)));
    }

    private static StereoField.OfBand ofBand(double hertz, double l, double r, double lr) {
        double together = Math.max(0, l + r + 2 * lr);
        double loss = together == 0 ? MOST_LOSS_DB : Math.min(MOST_LOSS_DB, Decibels.ofPower(2 * (l + r) / together));
        return new StereoField.OfBand(
                hertz, correlation(l, r, lr), Math.clamp((l + r - 2 * lr) / (2 * (l + r)), 0, 1), Math.max(0, loss));
    }

    private static double correlation(double l, double r, double lr) {
        double both = Math.sqrt(l) * Math.sqrt(r);
        return both == 0 ? 0 : Math.clamp(lr / both, -1, 1);
    }
}
