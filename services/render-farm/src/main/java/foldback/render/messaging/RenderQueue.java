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
import java.nio.charset.StandardCharsets;

/** The queues of jobs: one of finals, and one of previews and comparisons, which have workers of their own and so never wait for a final. */
@ApplicationScoped
public class RenderQueue {
    private static final String QUEUED = "foldback.render.job.v2";
    private static final String BURIED = "foldback.render.dead-letter.v1";
    private static final int MOST_SHOWN_BYTES = 1000;
    private static final String SOURCE = "/render-farm";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLog log;
    private final LogEntries entries;

    public RenderQueue(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /**
     * Puts a job into the queue. The same job may be put in twice: its result is the same bytes under the same name.
     *
     * @throws foldback.log.LogUnavailableException if it may not be in the queue
     */
    public void put(RenderJob job) {
        append(job.overtakes() ? TopicNames.RENDER_PREVIEWS : TopicNames.RENDER_JOBS, QUEUED, job.render(), job);
    }

    /**
     * Keeps a job that nobody will try any more, for whoever runs the farm.
     *
     * @throws foldback.log.LogUnavailableException if it may not be there
     */
    public void bury(RenderJob job, String reason, int attempts) {
        DeadLetter letter = new DeadLetter(JSON.valueToTree(job), null, reason, attempts);
        append(TopicNames.RENDER_DEAD_LETTERS, BURIED, job.render(), letter);
    }

    /** The same for what is no job at all. */
    public void bury(byte[] unreadable, String reason) {
        int shown = Math.min(unreadable.length, MOST_SHOWN_BYTES);
        String text = new String(unreadable, 0, shown, StandardCharsets.ISO_8859_1);
        append(TopicNames.RENDER_DEAD_LETTERS, BURIED, "unreadable", new DeadLetter(null, text, reason, 1));
    }

    private void append(String topic, String type, String key, Object value) {
        try {
            LogEntry entry = entries.entry(type, SOURCE, key, Author.named(SOURCE), JSON.writeValueAsBytes(value));
            log.append(topic, entry);
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
