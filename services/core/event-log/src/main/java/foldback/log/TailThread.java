package foldback.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every tail does: one thread that takes records from somewhere and gives each to the handler until it is taken. */
abstract class TailThread implements Tail {
    private static final Logger LOG = LoggerFactory.getLogger(TailThread.class);

    /** A handler that takes longer is stuck, and must not keep the process from ending. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

    final Progress progress;
    private final int atMost;
    private final Consumer<List<LogRecord>> handler;
    private final Thread thread;

    TailThread(String name, Progress progress, int atMost, Consumer<List<LogRecord>> handler) {
        this.progress = progress;
        this.atMost = atMost;
        this.handler = handler;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Hands records to {@link #handle} until {@link Progress#closed}. */
    abstract void readUntilClosed() throws InterruptedException;

    /** Wakes the thread where it waits for records. */
    abstract void wake();

    /** Frees what the thread held; called by the thread itself. */
    abstract void release();

    final boolean isClosed() {
        return progress.closed();
    }

    final void start() {
        thread.start();
    }

    private void run() {
        try {
            readUntilClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("tail stopped thread={}", thread.getName(), e);
        } finally {
            progress.close();
            release();
        }
    }

    /** Returns when the handler has taken all of these, batch by batch, or the tail is closed. */
    final void handle(List<LogRecord> read) throws InterruptedException {
        for (int begin = 0; begin < read.size() && !progress.closed(); begin += atMost) {
            handleBatch(List.copyOf(read.subList(begin, Math.min(begin + atMost, read.size()))));
        }
    }

    private void handleBatch(List<LogRecord> batch) throws InterruptedException {
        for (int attempt = 1; !progress.closed(); attempt++) {
            if (taken(batch, attempt)) {
                batch.forEach(logRecord -> progress.handled(logRecord.position()));
                return;
            }
            progress.pause(attempt);
        }
    }

    // A tail that dies of an Error would leave a replica behind for ever without a word; one that tries again is seen
    // in the log.
    @SuppressWarnings("CatchingUnchecked")
    private boolean taken(List<LogRecord> batch, int attempt) {
        try {
            handler.accept(batch);
            return true;
        } catch (Throwable e) {
            LogRecord first = batch.getFirst();
            LOG.warn(
                    "records will be handled again topic={} partition={} offset={} type={} records={} attempt={}",
                    first.topic(),
                    first.position().partition(),
                    first.position().offset(),
                    first.entry().type(),
                    batch.size(),
                    attempt,
                    e);
            return false;
        }
    }

    @Override
    public final boolean await(Position position, Duration timeout) throws InterruptedException {
        return progress.await(position, timeout);
    }

    @Override
    public final void close() {
        progress.close();
        wake();
        if (Thread.currentThread().equals(thread)) {
            return; // The handler closes its own tail: the record in hand is the last.
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warn("handler does not finish, interrupting it thread={}", thread.getName());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
