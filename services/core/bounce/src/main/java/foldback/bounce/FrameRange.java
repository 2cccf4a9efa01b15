package foldback.bounce;

import foldback.mix.Limits;

/**
 * A part of a song.
 *
 * @param from the first frame
 * @param to the frame behind the last; there may be fewer
 */
public record FrameRange(long from, long to) {
    /** The whole song, and its tail. */
    public static final FrameRange WHOLE = new FrameRange(0, Long.MAX_VALUE);

    public FrameRange {
        boolean open = to == Long.MAX_VALUE;
        if (from < 0 || from > Limits.FRAMES || to <= from || (!open && to > 2 * Limits.FRAMES)) {
            throw new IllegalArgumentException("no range of a song: frame " + from + " to " + to);
        }
    }

    public boolean isOpen() {
        return to == Long.MAX_VALUE;
    }
}
