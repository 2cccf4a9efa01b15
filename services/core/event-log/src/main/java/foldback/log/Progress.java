package foldback.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a tail has come, and who waits for it to come further. */
final class Progress {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, Long> next;
    private boolean closed;

    Progress(Map<Integer, Long> from) {
        next = new HashMap<>(from);
    }

    void handled(Position position) {
        lock.lock();
        try {
            next.put(position.partition(), position.offset() + 1);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean await(Position position, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (next.getOrDefault(position.partition(), 0L) <= position.offset()) {
                if (closed || nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Pauses after a handler threw, longer each time, or until closed.
     *
     * @param attempt how often it threw, from 1
     */
    void pause(int attempt) throws InterruptedException {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(attempt - 1, 16);
        lock.lockInterruptibly();
        try {
            long nanos = Math.min(doubled, LONGEST_PAUSE.toNanos());
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
