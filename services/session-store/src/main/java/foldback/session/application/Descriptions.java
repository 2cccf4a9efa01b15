package foldback.session.application;

import foldback.mix.Id;
import foldback.session.persistence.SessionList;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps the list of sessions: what this replica folded is written a moment later, many changes of a session at once. What nobody described,
 * because a replica died or the rows were forgotten, is folded here and described.
 */
@ApplicationScoped
class Descriptions {
    private static final Logger LOG = Logger.getLogger(Descriptions.class);
    private static final int WRITE_EVERY_MS = 500;
    private static final int LOOK_EVERY_MS = 2000;
    private static final int AT_ONCE = 50;
    private static final int SETTLE_EVERY_MS = 100;

    private final SessionList list;
    private final Set<Session> changed = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> undescribed = new HashMap<>();
    private volatile boolean settled;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-descriptions").factory());

    Descriptions(SessionList list) {
        this.list = list;
    }

    /**
     * Begins to look after the list: at first whatever was left undescribed before this process was there.
     *
     * @param projected whether the log is in the rows as far as it went at the start
     */
    void describeWith(Function<String, Optional<Description>> fold, BooleanSupplier projected) {
        settleSoon(fold, projected);
        var _ = timer.scheduleWithFixedDelay(
                () -> quietly(this::write), WRITE_EVERY_MS, WRITE_EVERY_MS, TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                () -> quietly(() -> describeForgotten(fold)), LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Whether everything that was answered before the start is in the list. */
    boolean settled() {
        return settled;
    }

    /** Again and again until it is done, and then no more. */
    private void settleSoon(Function<String, Optional<Description>> fold, BooleanSupplier projected) {
        Runnable attempt = () -> {
            quietly(() -> settle(fold, projected));
            if (!settled) {
                settleSoon(fold, projected);
            }
        };
        var _ = timer.schedule(attempt, SETTLE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void settle(Function<String, Optional<Description>> fold, BooleanSupplier projected) {
        if (!projected.getAsBoolean()) {
            return;
        }
        Set<String> tried = new HashSet<>();
        for (List<String> next = untried(tried); !next.isEmpty(); next = untried(tried)) {
            tried.addAll(next);
            next.forEach(session -> quietly(() -> describe(session, fold)));
        }
        settled = true;
    }

    private List<String> untried(Set<String> tried) {
        return list.undescribed(AT_ONCE + tried.size()).keySet().stream()
                .filter(session -> !tried.contains(session))
                .toList();
    }

    void changed(Session session) {
        changed.add(session);
    }

    List<SessionSummary> newestFirst(Set<Id> workspaces) {
        write();
        return list.newestFirst(workspaces);
    }

    private synchronized void write() {
        Set<Session> writing = Set.copyOf(changed);
        changed.removeAll(writing);
        try {
            list.describe(writing.stream()
                    .flatMap(session -> session.description().stream())
                    .sorted(Comparator.comparing(
                            d -> d.summary().id())) // so that two replicas never wait for each other
                    .toList());
        } catch (RuntimeException e) {
            changed.addAll(writing);
            throw e;
        }
    }

    /** Those that nobody described since the last look; another replica may just be about to. */
    private void describeForgotten(Function<String, Optional<Description>> fold) {
        Map<String, Long> found = list.undescribed(AT_ONCE);
        undescribed.entrySet().retainAll(found.entrySet());
        undescribed.keySet().forEach(session -> describe(session, fold));
        undescribed.clear();
        undescribed.putAll(found);
    }

    /** Describes a session from what its log folds to. */
    void describe(String session, Function<String, Optional<Description>> fold) {
        fold.apply(session).ifPresentOrElse(d -> list.describe(List.of(d)), () -> list.passOver(session));
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf(e, "event=sessions_not_described");
        }
    }
}
