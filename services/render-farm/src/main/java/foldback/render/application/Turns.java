package foldback.render.application;

import foldback.log.LogUnavailableException;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderQueue;
import foldback.render.persistence.RenderRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Lets renders into the queue, session by session: whoever asks for a hundred finals has a few of them in the queue at a time, and a session that
 * asks for one comes in between.
 */
@ApplicationScoped
class Turns {
    private static final Logger LOG = Logger.getLogger(Turns.class);

    /** Enough that no worker waits for the next one of a session that is alone. */
    private static final int MOST_OF_SESSION = 4;

    /** Besides what {@link RenderRows#onChange} tells: what another replica projected, or what an outage kept from the queue. */
    private static final long LOOK_EVERY_MILLIS = 2000;

    private final RenderRows rows;
    private final RenderQueue queue;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-render-turns").factory());
    private final AtomicBoolean asked = new AtomicBoolean();

    Turns(RenderRows rows, RenderQueue queue) {
        this.rows = rows;
        this.queue = queue;
    }

    void start(@Observes StartupEvent event) {
        rows.onChange(this::soon);
        var _ = timer.scheduleWithFixedDelay(this::take, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        rows.onChange(() -> {});
        timer.shutdownNow();
    }

    /** After the transaction at hand. */
    void soon() {
        if (asked.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(
                        () -> {
                            asked.set(false);
                            take();
                        },
                        5,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                asked.set(false); // stopping
            }
        }
    }

    private void take() {
        try {
            rows.takeTurns(MOST_OF_SESSION).forEach(this::put);
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=turns_failed");
        }
    }

    private void put(RenderJob job) {
        try {
            queue.put(job);
        } catch (LogUnavailableException e) {
            LOG.warnf(e, "event=queue_trouble render=%s", job.render());
            rows.giveBack(job);
        }
    }
}
