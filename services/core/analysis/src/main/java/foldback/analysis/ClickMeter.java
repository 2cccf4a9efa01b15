package foldback.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for clicks: half a millisecond in which the second difference of the signal is many times what it is in the 10 ms before and after, on both
 * sides. What is struck goes on sounding; a click does not.
 *
 * <p>Source: S. J. Godsill, P. J. W. Rayner, Digital Audio Restoration, 1998, chapter 5. Departure: the second difference instead of the residual of
 * an autoregressive model. It is exact for a jump or a single wrong sample, and finds no click that is softer than what surrounds it. What
 * comes more than eight times in a second is a waveform, and no accident.
 */
final class ClickMeter {
    private static final int PIECES_PER_SECOND = 2000;
    private static final int REACH = 20;
    private static final double STANDS_OUT = 12;
    private static final double QUIETEST = 4e-3;

    /** What is 40 dB below what sounds is not heard. */
    private static final double HEARD = 0.01;

    private static final int MOST_PER_SECOND = 8;
    private static final int MOST = 10_000;

    private final int rate;
    private final int pieceFrames;
    private final double[] pieces = new double[2 * REACH + 1];
    private final double[] peaks = new double[2 * REACH + 1];
    private final List<Click> clicks = new ArrayList<>();
    private long piece;
    private int intoPiece;
    private double highest;
    private double peak;
    private double before;
    private double beforeThat;

    /** @param level how large the jump is, linear */
    record Click(double seconds, double level) {}

    ClickMeter(int sampleRateHertz) {
        rate = sampleRateHertz;
        pieceFrames = Math.max(4, sampleRateHertz / PIECES_PER_SECOND);
    }

    void add(double[] x, int count) {
        double a = beforeThat;
        double b = before;
        double most = highest;
        double loudest = peak;
        for (int i = 0; i < count; i++) {
            double c = x[i];
            most = Math.max(most, Math.abs((a - b) - (b - c)));
            loudest = Math.max(loudest, Math.abs(c));
            a = b;
            b = c;
            intoPiece++;
            if (intoPiece == pieceFrames) {
                endPiece(most, loudest);
                most = 0;
                loudest = 0;
            }
        }
        highest = most;
        peak = loudest;
        beforeThat = a;
        before = b;
    }

    private void endPiece(double most, double loudest) {
        intoPiece = 0;
        pieces[(int) (piece % pieces.length)] = most;
        peaks[(int) (piece % pieces.length)] = loudest;
        piece++;
        if (piece > 2 * REACH) {
            look();
        }
    }

    private void look() {
        long middle = piece - 1 - REACH;
        double most = pieces[(int) (middle % pieces.length)];
        if (most < QUIETEST) {
            return;
        }
        for (double loudest : peaks) {
            if (most / 2 < loudest * HEARD) {
                return;
            }
        }
        double limit = most / STANDS_OUT;
        for (int i = 2; i <= REACH; i++) {
            if (pieces[(int) ((middle - i) % pieces.length)] > limit
                    || pieces[(int) ((middle + i) % pieces.length)] > limit) {
                return;
            }
        }
        double neighbour =
                Math.max(pieces[(int) ((middle - 1) % pieces.length)], pieces[(int) ((middle + 1) % pieces.length)]);
        if (neighbour <= most && clicks.size() < MOST) {
            clicks.add(new Click((double) middle * pieceFrames / rate, most / 2));
        }
    }

    /** Hears out what lies at the end. Nothing can be added after it. */
    void finish() {
        add(new double[(REACH + 2) * pieceFrames], (REACH + 2) * pieceFrames);
    }

    /** By time. */
    List<Click> clicks() {
        List<Click> accidents = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < clicks.size(); i++) {
            while (clicks.get(from).seconds() < clicks.get(i).seconds() - 1) {
                from++;
            }
            int to = i;
            while (to + 1 < clicks.size()
                    && clicks.get(to + 1).seconds() <= clicks.get(i).seconds() + 1) {
                to++;
            }
            if (i - from < MOST_PER_SECOND && to - i < MOST_PER_SECOND) {
                accidents.add(clicks.get(i));
            }
        }
        return accidents;
    }
}
