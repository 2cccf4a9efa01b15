package foldback.render.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** The queue of jobs, from the side of whoever wants something rendered. */
@ApplicationScoped
public class RenderQueue {
    private static final String QUEUED = "foldback.render.job.v1";
    private static final String SOURCE = "/render-farm";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLog log;
    private final LogEntries entries;

    RenderQueue(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /**
     * Puts a job into the queue. The same job may be put in twice: its result is the same bytes under the same name.
     *
     * @throws foldback.log.LogUnavailableException if it may not be in the queue
     */
    public void put(RenderJob job) {
        try {
            LogEntry entry =
                    entries.entry(QUEUED, SOURCE, job.render(), Author.named(SOURCE), JSON.writeValueAsBytes(job));
            log.append(TopicNames.RENDER_JOBS, entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }

    /**
     * The job that a record of the queue is.
     *
     * @throws IOException if it is none
     */
    public static RenderJob jobOf(byte[] json) throws IOException {
        return JSON.readValue(json, RenderJob.class);
    }
}
