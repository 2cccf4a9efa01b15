package foldback.analysis;

import java.util.Arrays;

/**
 * Rows of numbers over time in bounded memory: as soon as there are too many, two become one and every step is twice as long. Of two
 * rows either the mean is kept, or the higher number of each column.
 */
final class Rows {
    /** What two numbers become. */
    enum Keep {
        MEAN,
        HIGHEST
    }

    private final double[][] rows;
    private final int width;
    private final Keep keep;
    private double stepSeconds;
    private int perRow = 1;
    private int size;
    private final double[] open;
    private int inOpen;

    Rows(int width, int most, double stepSeconds, Keep keep) {
        this.width = width;
        this.keep = keep;
        this.stepSeconds = stepSeconds;
        rows = new double[most / 2 * 2][];
        open = new double[width];
    }

    void add(double... row) {
        for (int i = 0; i < width; i++) {
            open[i] = inOpen == 0 ? row[i] : keep == Keep.MEAN ? open[i] + row[i] : Math.max(open[i], row[i]);
        }
        inOpen++;
        if (inOpen == perRow) {
            endRow();
        }
    }

    private void endRow() {
        if (size == rows.length) {
            halve();
            if (inOpen < perRow) {
                return; // the open row goes on: it is of twice the length now
            }
        }
        double[] row = open.clone();
        if (keep == Keep.MEAN) {
            for (int i = 0; i < width; i++) {
                row[i] /= inOpen;
            }
        }
        rows[size++] = row;
        inOpen = 0;
    }

    private void halve() {
        for (int i = 0; i < size / 2; i++) {
            double[] one = rows[2 * i];
            double[] other = rows[2 * i + 1];
            for (int c = 0; c < width; c++) {
                one[c] = keep == Keep.MEAN ? (one[c] + other[c]) / 2 : Math.max(one[c], other[c]);
            }
            rows[i] = one;
        }
        Arrays.fill(rows, size / 2, size, null);
        size /= 2;
        perRow *= 2;
        stepSeconds *= 2;
    }

    /** Ends the last row, however short. Nothing can be added after it. */
    void finish() {
        if (inOpen > 0 && (inOpen >= perRow / 2.0 || size == 0)) {
            endRow();
            if (inOpen > 0) {
                endRow();
            }
        }
    }

    int size() {
        return size;
    }

    double[] row(int index) {
        return rows[index];
    }

    double stepSeconds() {
        return stepSeconds;
    }
}
