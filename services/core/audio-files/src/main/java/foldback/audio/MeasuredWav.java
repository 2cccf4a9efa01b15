package foldback.audio;

import java.util.List;

/**
 * A file as it was written, with what is known of it.
 *
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param levels of the samples in the file, after dither
 * @param loudness of the same samples
 * @param loudestSecond the one with the highest sample, the first of several; 0 where there is silence
 * @param secondSha256s of the audio of every second, the last one shorter: two renders that differ show where
 */
public record MeasuredWav(
        String sha256,
        long bytes,
        WavFormat format,
        long frames,
        Levels levels,
        LoudnessReport loudness,
        List<String> secondSha256s,
        int loudestSecond) {
    public MeasuredWav {
        secondSha256s = List.copyOf(secondSha256s);
    }
}
