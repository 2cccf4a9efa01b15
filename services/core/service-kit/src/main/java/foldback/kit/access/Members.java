package foldback.kit.access;

import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceEvent;
import foldback.kit.identity.WorkspaceRole;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.log.LogUnavailableException;
import foldback.log.Position;
import foldback.log.Tail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Who is what in which workspace, and which sign-ins have ended: {@code foldback.workspace-events}, read from its beginning into memory at
 * every start. A person is a few dozen bytes here, so there is room for as many as an installation ever has.
 */
@Startup
@ApplicationScoped
public class Members {
    private static final Logger LOG = Logger.getLogger(Members.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    /** Longer than any access token lasts, many times over. */
    private static final int ENDED_LOGINS = 100_000;

    private final EventLog log;
    private final Map<UUID, Map<UUID, WorkspaceRole>> roles = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > ENDED_LOGINS;
        }
    };
    private final Tail tail;
    private volatile boolean begun;

    Members(EventLog log) {
        this.log = log;
        this.tail = log.follow(TopicNames.WORKSPACE_EVENTS, Map.of(), this::take);
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    private void take(LogRecord record) {
        LogEntry entry = record.entry();
        try {
            UUID subject = UUID.fromString(entry.subject());
            switch (WorkspaceEvent.VOCABULARY.eventOf(entry)) {
                case WorkspaceEvent.WorkspaceNamed named -> {}
                case WorkspaceEvent.MemberSet set ->
                    WorkspaceRole.of(set.role())
                            .ifPresent(role -> of(set.account()).put(subject, role));
                case WorkspaceEvent.MemberRemoved removed ->
                    of(removed.account()).remove(subject);
                case WorkspaceEvent.LoginsEnded logins -> {
                    synchronized (ended) {
                        logins.logins().forEach(login -> ended.put(login, true));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf(e, "event=record_passed_over topic=%s position=%s", record.topic(), record.position());
        }
    }

    private Map<UUID, WorkspaceRole> of(UUID account) {
        return roles.computeIfAbsent(account, a -> new ConcurrentHashMap<>());
    }

    /**
     * What somebody is, by workspace.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    public Map<UUID, WorkspaceRole> rolesOf(UUID account) {
        begin();
        return Map.copyOf(roles.getOrDefault(account, Map.of()));
    }

    /**
     * What somebody is in a workspace. Somebody who seems to be nothing is looked for once more at the end of the log: they may have been
     * let in a moment ago.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    public Optional<WorkspaceRole> roleOf(UUID account, UUID workspace) {
        Optional<WorkspaceRole> role = Optional.ofNullable(rolesOf(account).get(workspace));
        if (role.isPresent()) {
            return role;
        }
        catchUp();
        return Optional.ofNullable(rolesOf(account).get(workspace));
    }

    /**
     * Whether somebody is at least this in some workspace; looked for once more at the end of the log, as {@link #roleOf} does.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    boolean isAnywhere(UUID account, WorkspaceRole least) {
        if (rolesOf(account).values().stream().anyMatch(role -> role.includes(least))) {
            return true;
        }
        catchUp();
        return rolesOf(account).values().stream().anyMatch(role -> role.includes(least));
    }

    /**
     * Whether a sign-in, or an API token, has ended.
     *
     * @throws LogUnavailableException if that cannot be known yet
     */
    public boolean hasEnded(UUID login) {
        begin();
        synchronized (ended) {
            return ended.containsKey(login);
        }
    }

    /** Nothing is known of anybody before the log has been read. */
    private void begin() {
        if (!begun) {
            catchUp();
            begun = true;
        }
    }

    /** Waits for everything that is in the log now. */
    void catchUp() {
        try {
            for (Map.Entry<Integer, Long> end :
                    log.ends(TopicNames.WORKSPACE_EVENTS).entrySet()) {
                if (end.getValue() > 0 && !tail.await(new Position(end.getKey(), end.getValue() - 1), CATCH_UP)) {
                    throw new LogUnavailableException(
                            "the members of the workspaces are not read yet", new TimeoutException());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while reading the members of the workspaces", e);
        }
    }
}
