package foldback.mixdown.parallel;

import foldback.mixdown.Crew;
import foldback.mixdown.Stage;
import java.util.List;

/**
 * Runs the stages of a render on several threads: the caller's, while it waits for a chunk, and helpers that live as long as the render.
 *
 * @param threads that render at the same time at most, the caller's included
 */
public record ThreadCrew(int threads) implements Crew {
    /** Enough that a stage that took longer once does not hold up the others at once. */
    private static final int CHUNKS_IN_FLIGHT = 3;

    private static final int MOST_THREADS = 256;

    public ThreadCrew {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("a crew has 1 to " + MOST_THREADS + " threads, not " + threads);
        }
    }

    @Override
    public int chunksInFlight() {
        return CHUNKS_IN_FLIGHT;
    }

    @Override
    public Shift start(List<? extends Stage> stages) {
        return new StageShift(new Roster(stages, CHUNKS_IN_FLIGHT), threads - 1);
    }
}
