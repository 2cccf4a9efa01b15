package foldback.analysis;

import java.util.Arrays;

/** What a strip excites in the ear as it goes on: windows of some 85 ms, half a window apart, in cells of a quarter of a second and longer. */
final class StripExcitation {
    static final double CELL_SECONDS = 0.25;

    /** Of a longer piece cells are longer. */
    static final int MOST_CELLS = 1600;

    private static final double WINDOW_SECONDS = 0.085;

    private final Fft fft;
    private final Framer framer;
    private final Excitation excitation;
    private final double[] one;
    private final double[] other;
    private final double[] power;
    private final double[] bands = new double[ErbBands.COUNT];
    private final double[] cell = new double[ErbBands.COUNT];
    private final double hopSeconds;
    private final Rows rows = new Rows(ErbBands.COUNT, MOST_CELLS, CELL_SECONDS, Rows.Keep.MEAN);
    private int inCell;
    private long windows;
    private long cells;

    StripExcitation(int sampleRateHertz) {
        fft = new Fft(Fft.sizeNear(WINDOW_SECONDS * sampleRateHertz));
        int hop = fft.size() / 2;
        framer = new Framer(fft.size(), hop);
        hopSeconds = (double) hop / sampleRateHertz;
        excitation = new Excitation((double) sampleRateHertz / fft.size(), fft.bins());
        one = new double[2 * fft.bins()];
        other = new double[2 * fft.bins()];
        power = new double[fft.bins()];
    }

    void add(double[] left, double[] right, int from, int count) {
        framer.add(left, right, from, count, this::take);
    }

    private void take(double[] left, double[] right, int from) {
        fft.transform(left, right, from, one, other);
        double scale = fft.meanSquareScale();
        for (int k = 0; k < power.length; k++) {
            double a = one[2 * k];
            double b = one[2 * k + 1];
            double c = other[2 * k];
            double d = other[2 * k + 1];
            power[k] = scale * fft.twoSided(k) * (a * a + b * b + c * c + d * d) / 2;
        }
        excitation.of(power, bands);
        for (int b = 0; b < bands.length; b++) {
            cell[b] += bands[b];
        }
        inCell++;
        windows++;
        if (windows * hopSeconds >= (cells + 1) * CELL_SECONDS) {
            endCell();
        }
    }

    private void endCell() {
        double[] row = cell.clone();
        for (int b = 0; b < row.length; b++) {
            row[b] /= inCell;
        }
        rows.add(row);
        Arrays.fill(cell, 0);
        inCell = 0;
        cells++;
    }

    /** Nothing can be added after it. */
    void finish() {
        framer.finish(this::take);
        if (inCell > 0) {
            endCell();
        }
        rows.finish();
    }

    /** By cell and band: mean squares, full scale 1. */
    Rows rows() {
        return rows;
    }
}
