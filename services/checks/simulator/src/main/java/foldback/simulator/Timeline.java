package foldback.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes as fast as it can be computed, and the same way every time. */
final class Timeline {
    private record Due(long at, long number, Runnable what) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long now;
    private long number;

    /** Lets something happen, after what is due at the same time already. */
    void after(long ticks, Runnable what) {
        due.add(new Due(now + ticks, number++, what));
    }

    /** Lets time pass until nothing is due any more. */
    void run() {
        for (Due next = due.poll(); next != null; next = due.poll()) {
            now = next.at();
            next.what().run();
        }
    }
}
