package foldback.mixdown.parallel;

import foldback.mixdown.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stage may run its next chunk: one that is not running, whose feeders are ahead of it, and which is not so far ahead of those that
 * it feeds that it would write over what they have not read. Not thread-safe.
 */
final class Roster {
    static final int NONE = -1;

    private final Stage[] stages;
    private final int[][] feeders;
    private final int[][] followers;
    private final long[] done;
    private final boolean[] running;
    private final int inFlight;
    private long listened;

    Roster(List<? extends Stage> stages, int inFlight) {
        this.stages = stages.toArray(new Stage[0]);
        this.inFlight = inFlight;
        int count = this.stages.length;
        done = new long[count];
        running = new boolean[count];
        List<List<Integer>> fed = new ArrayList<>();
        feeders = new int[count][];
        for (int s = 0; s < count; s++) {
            fed.add(new ArrayList<>());
            feeders[s] = ints(this.stages[s].feeders());
            for (int feeder : feeders[s]) {
                fed.get(feeder).add(s);
            }
        }
        followers = fed.stream().map(Roster::ints).toArray(int[][]::new);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The stage that is the least far, and of those the last in line; it counts as running from now on. */
    int take() {
        int best = NONE;
        for (int s = stages.length - 1; s >= 0; s--) {
            if ((best == NONE || done[s] < done[best]) && mayRun(s)) {
                best = s;
            }
        }
        if (best != NONE) {
            running[best] = true;
        }
        return best;
    }

    private boolean mayRun(int s) {
        if (running[s]) {
            return false;
        }
        for (int feeder : feeders[s]) {
            if (done[feeder] <= done[s]) {
                return false;
            }
        }
        for (int follower : followers[s]) {
            if (done[s] - done[follower] >= inFlight) {
                return false;
            }
        }
        return s != stages.length - 1 || done[s] - listened < inFlight;
    }

    Stage stage(int s) {
        return stages[s];
    }

    void finish(int s) {
        running[s] = false;
        done[s]++;
    }

    /** Whether the last stage has made a chunk that was not listened to. */
    boolean hasChunk() {
        return done[stages.length - 1] > listened;
    }

    /** Gives a chunk of the last stage back. */
    void release() {
        listened++;
    }
}
