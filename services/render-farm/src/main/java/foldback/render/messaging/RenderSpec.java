package foldback.render.messaging;

/**
 * How a mix document is to be bounced: a WAV of the whole song at the session's rate with triangular dither.
 *
 * @param bitDepth 16 or 24
 */
public record RenderSpec(int bitDepth) {}
