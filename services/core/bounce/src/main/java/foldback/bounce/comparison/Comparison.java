package foldback.bounce.comparison;

import foldback.mix.StripAddress;
import java.util.List;

/**
 * How one mix differs from another, in all and strip by strip.
 *
 * @param sampleRate of both, in Hz
 * @param cellFrames how long a cell is
 * @param frames of the longer one, its tail included
 * @param mix what is left when one is taken from the other
 * @param strips the tracks and buses of both, in the order of the later mix, then those that only the earlier one has
 */
public record Comparison(int sampleRate, int cellFrames, long frames, Residual mix, List<OfStrip> strips) {
    public Comparison {
        strips = List.copyOf(strips);
    }

    /** Which of the mixes has a strip. */
    public enum Presence {
        BOTH,
        ONLY_EARLIER,
        ONLY_LATER
    }

    /** What is left of what a strip adds to the mix. A strip that only one mix has is taken from silence. */
    public record OfStrip(StripAddress strip, String name, Presence presence, Residual residual) {}
}
