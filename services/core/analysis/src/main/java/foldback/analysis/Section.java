package foldback.analysis;

import org.jspecify.annotations.Nullable;

/**
 * A part of a song.
 *
 * @param label "A", "B" and so on: parts of one label sound alike
 * @param lufs the loudness of the part as the mean of its momentary loudness in power; null where there is silence
 * @param contrast how different it is from the part before, 0 to 1; 0 of the first
 */
public record Section(
        double startSeconds,
        double endSeconds,
        String label,
        @Nullable Double lufs,
        double contrast) {}
