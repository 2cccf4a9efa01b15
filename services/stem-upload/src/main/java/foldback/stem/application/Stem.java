package foldback.stem.application;

import org.jspecify.annotations.Nullable;

/**
 * An audio file that is ready to render. It never changes. A level is null where there is silence.
 *
 * @param hash the SHA-256 of its render-ready WAV, which is its name
 * @param fileName of the first upload of it
 * @param bytes of the render-ready WAV
 * @param encoding the precision it came with, as {@code PCM_24}
 * @param frames per channel
 * @param container what it came in, as {@code FLAC}; null if nobody noted it
 */
public record Stem(
        String hash,
        String fileName,
        long bytes,
        int channels,
        int sampleRate,
        String encoding,
        long frames,
        @Nullable Double integratedLufs,
        @Nullable Double truePeakDbtp,
        @Nullable Double samplePeakDbfs,
        @Nullable String container) {}
