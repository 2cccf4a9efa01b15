package foldback.mix.anchor;

import foldback.mix.Id;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where something that was fixed to audio is in an arrangement. Positions are frames of the timeline. */
public sealed interface Place {
    /**
     * The audio is there.
     *
     * @param frame where most of the tracks concerned have it
     * @param endFrame the first frame after a range; null for a moment
     * @param whole false if one end of the range was cut: then this is what is left of it
     * @param byTrack where each of the tracks has the moment, or the first frame of the range
     */
    record OnAudio(long frame, @Nullable Long endFrame, boolean whole, SortedMap<Id, Long> byTrack) implements Place {
        public OnAudio {
            byTrack = Collections.unmodifiableSortedMap(new TreeMap<>(byTrack));
        }
    }

    /** It was never fixed to any audio, and stands where it stood. */
    record ByTheClock(long frame, @Nullable Long endFrame) implements Place {}

    /** The audio that it was about is no longer in the arrangement. */
    record Orphaned() implements Place {}
}
