package foldback.log;

import java.time.Duration;

/** A reader that follows a topic. */
public interface Tail extends AutoCloseable {
    /**
     * Waits until the handler is done with the record at a position and with all before it in that partition: the way to read
     * one's own write.
     *
     * @return whether that came true in time
     */
    boolean await(Position position, Duration timeout) throws InterruptedException;

    /** Waits for the record that is being handled, for a bounded time, then stops. */
    @Override
    void close();
}
