package foldback.mix;

import java.util.Set;

/** A session's sample rate. */
public record SampleRate(int hertz) {
    private static final Set<Integer> OFFERED = Set.of(44_100, 48_000, 88_200, 96_000, 192_000);

    public SampleRate {
        if (!isOffered(hertz)) {
            throw new IllegalArgumentException(
                    "a session runs at 44100, 48000, 88200, 96000 or 192000 Hz, not at " + hertz);
        }
    }

    public static boolean isOffered(int hertz) {
        return OFFERED.contains(hertz);
    }
}
