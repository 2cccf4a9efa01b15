package foldback.mix.anchor;

import java.util.List;

/**
 * What holds a moment or a range to the music: one anchor for each track that is concerned and plays there.
 *
 * @param start at the moment, or at the first frame of the range; empty where the tracks concerned play nothing at all
 * @param end at the last frame of the range; empty for a moment
 */
public record Anchoring(List<Anchor> start, List<Anchor> end) {
    /** Held by nothing but the clock. */
    public static final Anchoring NONE = new Anchoring(List.of(), List.of());

    public Anchoring {
        start = List.copyOf(start);
        end = List.copyOf(end);
    }
}
