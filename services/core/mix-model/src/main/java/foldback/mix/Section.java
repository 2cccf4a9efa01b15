package foldback.mix;

/**
 * A named part of the song: Verse 1, Chorus.
 *
 * @param endFrame the first frame that no longer belongs to it
 */
public record Section(Id id, String name, Colour colour, long startFrame, long endFrame) {}
