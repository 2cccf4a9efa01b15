package foldback.mixdown;

import java.util.List;

/**
 * A part of a render that goes through the song chunk by chunk: a group of strips. It is run by one thread at a time, not always the
 * same.
 */
public interface Stage {
    /** The stages, by their position among all, that must have run a chunk before this one runs it. */
    List<Integer> feeders();

    /** Runs the chunk after the one that was run last. */
    void runChunk();
}
