package foldback.mix;

/**
 * Somebody's finished record to compare the mix with. It is never part of a mixdown.
 *
 * @param offsetFrames by which it begins later than the song
 * @param gainDb to match its loudness
 */
public record Reference(Id id, String name, StemHash stem, long offsetFrames, double gainDb) {}
