package foldback.kit.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.kit.Names;
import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceIds;
import foldback.log.EventLog;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Position;
import foldback.log.Tail;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Which workspace holds which stem: {@code foldback.stem-events}, read from its beginning into memory. A stem is a few hundred bytes here.
 *
 * <p>Records from before stems had workspaces name none. What was uploaded for a session then is held by that session's workspace, which only
 * session-store knows; what was uploaded for none is held by the first.
 */
@ApplicationScoped
public class StemHolders {
    private static final Logger LOG = Logger.getLogger(StemHolders.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Who has a stem.
     *
     * @param sessions that it was brought into
     * @param withoutWorkspace those of them that were noted before stems had workspaces
     */
    private record Holding(Set<UUID> workspaces, Set<UUID> sessions, Set<UUID> withoutWorkspace) {
        private static Holding none() {
            return new Holding(
                    ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        }
    }

    private final EventLog log;
    private final Map<String, Holding> holdings = new ConcurrentHashMap<>();
    private final Tail tail;
    private volatile boolean begun;

    StemHolders(EventLog log) {
        this.log = log;
        this.tail = log.follow(TopicNames.STEM_EVENTS, Map.of(), this::take);
    }

    @PreDestroy
    void stop() {
        tail.close();
    }

    /** Whatever names a stem says who has it; a later kind of record that names none is passed over. */
    private void take(LogRecord record) {
        JsonNode event;
        try {
            event = JSON.readTree(record.entry().data());
        } catch (IOException e) {
            LOG.errorf(e, "event=record_passed_over topic=%s position=%s", record.topic(), record.position());
            return;
        }
        JsonNode stem = event.path("stem");
        String hash = stem.isTextual() ? stem.asText() : stem.path("hash").asText();
        if (!Names.isSha256(hash)) {
            return;
        }
        Holding holding = holdings.computeIfAbsent(hash, h -> Holding.none());
        String workspace = event.path("workspace").asText();
        String session = event.path("session").asText();
        if (Names.isUuid(session)) {
            holding.sessions().add(UUID.fromString(session));
        }
        if (Names.isUuid(workspace)) {
            holding.workspaces().add(UUID.fromString(workspace));
        } else if (Names.isUuid(session)) {
            holding.withoutWorkspace().add(UUID.fromString(session));
        } else {
            holding.workspaces().add(WorkspaceIds.HOME);
        }
    }

    /**
     * The workspaces that hold a stem, as far as records name them.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    Set<UUID> workspacesOf(String stem) {
        return of(stem).workspaces();
    }

    /**
     * The sessions that a stem was brought into.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    Set<UUID> sessionsOf(String stem) {
        return of(stem).sessions();
    }

    /**
     * Those whose workspaces hold the stem although no record names them.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    Set<UUID> sessionsWithoutWorkspace(String stem) {
        return of(stem).withoutWorkspace();
    }

    private Holding of(String stem) {
        if (!begun) {
            catchUp();
            begun = true;
        }
        Holding holding = holdings.get(stem);
        return holding == null ? Holding.none() : holding;
    }

    /**
     * Waits for everything that is in the log now.
     *
     * @throws LogUnavailableException if that did not come true in time
     */
    void catchUp() {
        try {
            for (Map.Entry<Integer, Long> end : log.ends(TopicNames.STEM_EVENTS).entrySet()) {
                if (end.getValue() > 0 && !tail.await(new Position(end.getKey(), end.getValue() - 1), CATCH_UP)) {
                    throw new LogUnavailableException("whose stems are whose is not read yet", new TimeoutException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while reading whose stems are whose", e);
        }
    }
}
