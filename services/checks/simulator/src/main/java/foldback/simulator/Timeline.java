package foldback.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Time that passes as fast as it can be computed, and the same way every time. */
final class Timeline {
    private final Queue<Runnable> nothing = new ArrayDeque<>();
    private final Map<Long, Queue<Runnable>> byTick = new HashMap<>();
    private long now;
    private long due;

    /** Lets something happen, after what is due at the same time already. */
    void after(long ticks, Runnable what) {
        byTick.computeIfAbsent(now + ticks, tick -> new ArrayDeque<>()).add(what);
        due++;
    }

    /** Lets time pass until nothing is due any more. */
    void run() {
        while (due > 0) {
            Queue<Runnable> queue = byTick.getOrDefault(now, nothing);
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                due--;
                next.run();
            }
            byTick.remove(now);
            if (due > 0) {
                now++;
            }
        }
    }
}
