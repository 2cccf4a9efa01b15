package foldback.audio;

/**
 * What a stem is, once it has been read from end to end.
 *
 * @param sha256 of its render-ready file, which names it: 64 lower-case hexadecimal digits
 * @param bytes of its render-ready file
 */
public record StemAnalysis(String sha256, long bytes, WavFormat format, long frames, Levels levels) {}
