package foldback.render.application;

import foldback.render.messaging.RenderQueue;
import foldback.render.persistence.RenderRows;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Puts renders that wait for a worker into the queue again when the service starts: one that was asked for just before a crash
 * may have a row and no job. A job too many is harmless.
 */
@ApplicationScoped
class UnfinishedRenders {
    private static final Logger LOG = Logger.getLogger(UnfinishedRenders.class);

    private final RenderRows rows;
    private final RenderQueue queue;

    UnfinishedRenders(RenderRows rows, RenderQueue queue) {
        this.rows = rows;
        this.queue = queue;
    }

    void start(@Observes StartupEvent event) {
        rows.waiting().forEach(job -> {
            LOG.infof("event=render_queued_again render=%s", job.render());
            queue.put(job);
        });
    }
}
