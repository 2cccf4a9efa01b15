package foldback.session.messaging;

import foldback.kit.EventVocabulary;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Position;
import foldback.log.Tail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** The log of the projects: the stored names of its events, and all of it to read. */
@ApplicationScoped
public class ProjectLog {
    public static final EventVocabulary<ProjectEvent> VOCABULARY = new EventVocabulary<>(
            "/session-store",
            Map.of(
                    "foldback.project.started.v1", ProjectEvent.ProjectStarted.class,
                    "foldback.project.renamed.v1", ProjectEvent.ProjectRenamed.class,
                    "foldback.project.session-filed.v1", ProjectEvent.SessionFiled.class,
                    "foldback.project.session-unfiled.v1", ProjectEvent.SessionUnfiled.class,
                    "foldback.project.archived.v1", ProjectEvent.ProjectArchived.class,
                    "foldback.project.restored.v1", ProjectEvent.ProjectRestored.class));

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EventLog log;
    private final LogEntries entries;

    ProjectLog(EventLog log, LogEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    /** The record that an event will be. */
    public LogEntry entry(String workspace, Author author, ProjectEvent event) {
        return VOCABULARY.entry(entries, workspace, author, event);
    }

    /** Everything that is in the log now, in order within each partition. */
    public List<LogRecord> all() {
        Map<Integer, Long> ends = log.ends(TopicNames.PROJECT_EVENTS);
        List<LogRecord> all = new CopyOnWriteArrayList<>();
        try (Tail tail = log.followInBatches(TopicNames.PROJECT_EVENTS, Map.of(), 1000, all::addAll)) {
            for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                if (end.getValue() > 0 && !tail.await(new Position(end.getKey(), end.getValue() - 1), PATIENCE)) {
                    throw new LogUnavailableException("the project log was not read in time", new TimeoutException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while reading the project log", e);
        }
        return List.copyOf(all);
    }
}
