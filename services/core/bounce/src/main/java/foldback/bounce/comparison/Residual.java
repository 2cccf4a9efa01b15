package foldback.bounce.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a signal when another one is taken from it.
 *
 * @param peakDbfs its largest sample; -Infinity where both signals are the same to the last bit
 * @param cellsDbfs its level in each cell, RMS of both channels together relative to full scale; -Infinity where both are the same there
 */
public record Residual(double peakDbfs, List<Double> cellsDbfs) {
    public Residual {
        cellsDbfs = List.copyOf(cellsDbfs);
    }

    /** Whether nothing is left of it anywhere. */
    public boolean isNothing() {
        return peakDbfs == Double.NEGATIVE_INFINITY;
    }

    /** Adds up a residual, block by block. */
    static final class Sum {
        private final int cellFrames;
        private final List<Double> cells = new ArrayList<>();
        private double peak;
        private double squares;
        private int filled;

        Sum(int cellFrames) {
            this.cellFrames = cellFrames;
        }

        /**
         * Goes on with the next frames.
         *
         * @param one left and right, read from index 0
         */
        void add(double[][] one, double[][] other, int frames) {
            int at = 0;
            while (at < frames) {
                int count = Math.min(frames - at, cellFrames - filled);
                for (int channel = 0; channel < 2; channel++) {
                    add(one[channel], other[channel], at, at + count);
                }
                at += count;
                filled += count;
                if (filled == cellFrames) {
                    endCell();
                }
            }
        }

        private void add(double[] one, double[] other, int from, int to) {
            double sum = squares;
            double largest = peak;
            for (int i = from; i < to; i++) {
                double left = one[i] - other[i];
                sum += left * left;
                largest = Math.max(largest, Math.abs(left));
            }
            squares = sum;
            peak = largest;
        }

        private void endCell() {
            cells.add(10 * Math.log10(squares / (2.0 * filled)));
            squares = 0;
            filled = 0;
        }

        Residual finished() {
            if (filled > 0) {
                endCell();
            }
            return new Residual(20 * Math.log10(peak), cells);
        }
    }
}
