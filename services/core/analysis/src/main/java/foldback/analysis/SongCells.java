package foldback.analysis;

import java.util.List;

/**
 * Half seconds of a song: in each the power of the thirds of an octave, and behind them that of the twelve pitch classes.
 *
 * @param bands how many thirds there are
 */
record SongCells(List<float[]> cells, int bands) {
    static final double SECONDS = 0.5;
    static final int PITCH_CLASSES = 12;
}
