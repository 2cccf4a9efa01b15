package foldback.mixdown;

import foldback.mix.Id;
import foldback.mix.StemHash;

/** A stem holds a sample that is not a number, or infinite: no render can be finished with it. */
public final class UnusableSampleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient StemHash stem;
    private final long frame;

    UnusableSampleException(Id track, StemHash stem, long frame) {
        super("The stem " + stem + " of track " + track + " holds a sample at frame " + frame
                + " that is not a number. Find the plug-in that broke, export it again, and replace the stem.");
        this.stem = stem;
        this.frame = frame;
    }

    public StemHash stem() {
        return stem;
    }

    /** Of the stem, from 0. */
    public long frame() {
        return frame;
    }
}
