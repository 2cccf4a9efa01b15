package foldback.session.persistence;

import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.LogRecord;
import foldback.mix.Id;
import foldback.session.application.Project;
import foldback.session.messaging.ProjectEvent;
import foldback.session.messaging.ProjectLog;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The projects, projected from their log. The events are applied in the order of the log and whatever they find: one that is about a project that
 * is not there, or that another workspace has, does nothing.
 */
@Startup
@ApplicationScoped
public class ProjectRows {
    private static final Logger LOG = Logger.getLogger(ProjectRows.class);

    private final EntityManager entities;
    private final LogProjection projection;
    private final Map<Integer, Long> atStart;
    private volatile boolean caughtUp;

    ProjectRows(@PersistenceUnit("session") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.atStart = log.ends(TopicNames.PROJECT_EVENTS);
        this.projection =
                LogProjection.follow(log, entities, TopicNames.PROJECT_EVENTS, ProjectLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
    }

    /** Appends a project event, and returns when it is in the rows. */
    public void append(LogEntry entry) {
        projection.appendAndProject(entry);
    }

    /** Whether everything that was in the log at the start is in the rows. */
    public boolean caughtUp() {
        if (!caughtUp) {
            Map<Integer, Long> next = QuarkusTransaction.requiringNew().call(() -> nextOffsets(false));
            caughtUp = atStart.entrySet().stream().allMatch(e -> next.getOrDefault(e.getKey(), 0L) >= e.getValue());
        }
        return caughtUp;
    }

    // ---- reading

    public Optional<Project> find(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(ProjectEntity.class, id))
                        .map(ProjectRows::project));
    }

    /**
     * Projects by their names.
     *
     * @param workspaces whose
     * @param archived whether to show those, too
     */
    public List<Project> byName(Set<Id> workspaces, boolean archived, int atMost) {
        List<String> named = workspaces.stream().map(Id::value).toList();
        return QuarkusTransaction.requiringNew().call(() -> {
            List<ProjectEntity> projects = entities.createQuery(
                            "select p from ProjectEntity p where p.workspace in (:workspaces)"
                                    + " and (:archived = true or p.archived = false) order by lower(p.name), p.id",
                            ProjectEntity.class)
                    .setParameter("workspaces", named)
                    .setParameter("archived", archived)
                    .setMaxResults(atMost)
                    .getResultList();
            Map<UUID, List<UUID>> sessions = new HashMap<>();
            entities.createQuery(
                            "select f from FiledEntity f where f.project in :projects order by f.place",
                            FiledEntity.class)
                    .setParameter("projects", projects)
                    .getResultStream()
                    .forEach(f -> sessions.computeIfAbsent(f.project.id, id -> new ArrayList<>())
                            .add(f.session));
            return projects.stream()
                    .map(p -> project(p, sessions.getOrDefault(p.id, List.of())))
                    .toList();
        });
    }

    /** How many projects a workspace has, those in the archive included. */
    public long count(String workspace) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select count(p) from ProjectEntity p where p.workspace = :workspace", Long.class)
                        .setParameter("workspace", workspace)
                        .getSingleResult());
    }

    /** The projects of those sessions that are in one, by session. */
    public Map<String, String> projectsOf(Collection<String> sessions) {
        List<UUID> ids = sessions.stream().map(UUID::fromString).toList();
        Map<String, String> projects = new HashMap<>();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery(
                                "select f.session, f.project.id from FiledEntity f where f.session in :sessions",
                                Object[].class)
                        .setParameter("sessions", ids)
                        .getResultStream()
                        .forEach(row -> projects.put(row[0].toString(), row[1].toString())));
        return projects;
    }

    private static Project project(ProjectEntity row) {
        return project(row, row.sessions.stream().map(f -> f.session).toList());
    }

    private static Project project(ProjectEntity row, List<UUID> sessions) {
        return new Project(row.id, row.workspace, row.name, row.archived, sessions, row.changedAt, row.changedBy);
    }

    // ---- projecting

    private void project(LogEntry entry, ProjectEvent event) {
        ProjectEntity project = entities.find(ProjectEntity.class, event.project());
        if (event instanceof ProjectEvent.ProjectStarted started) {
            if (project == null) {
                start(entry, started);
            }
            return;
        }
        if (project == null || !project.workspace.equals(entry.subject())) {
            return;
        }
        switch (event) {
            case ProjectEvent.ProjectStarted started -> throw new IllegalStateException("handled above: " + started);
            case ProjectEvent.ProjectRenamed renamed -> project.name = renamed.name();
            case ProjectEvent.SessionFiled filed -> file(project, filed);
            case ProjectEvent.SessionUnfiled unfiled -> unfile(project, unfiled.session());
            case ProjectEvent.ProjectArchived archived -> project.archived = true;
            case ProjectEvent.ProjectRestored restored -> project.archived = false;
        }
        project.changedAt = SessionList.inRange(entry.time());
        project.changedBy = text(entry.author().name());
    }

    private void start(LogEntry entry, ProjectEvent.ProjectStarted event) {
        ProjectEntity row = new ProjectEntity();
        row.id = event.project();
        row.workspace = text(entry.subject());
        row.name = event.name();
        row.changedAt = SessionList.inRange(entry.time());
        row.changedBy = text(entry.author().name());
        entities.persist(row);
    }

    private void file(ProjectEntity project, ProjectEvent.SessionFiled event) {
        FiledEntity filed = entities.find(FiledEntity.class, event.session());
        if (filed == null) {
            filed = new FiledEntity();
            filed.session = event.session();
            filed.project = project;
            entities.persist(filed);
        } else if (!filed.project.workspace.equals(project.workspace)) {
            return;
        } else {
            filed.project.sessions.remove(filed);
        }
        filed.project = project;
        project.sessions.add(Math.min(event.position(), project.sessions.size()), filed);
        number(project);
    }

    private void unfile(ProjectEntity project, UUID session) {
        FiledEntity filed = entities.find(FiledEntity.class, session);
        if (filed != null && filed.project.id.equals(project.id)) {
            project.sessions.remove(filed);
            entities.remove(filed);
            number(project);
        }
    }

    private static void number(ProjectEntity project) {
        for (int place = 0; place < project.sessions.size(); place++) {
            project.sessions.get(place).place = place;
        }
    }

    // ---- what a record may say and a database cannot hold

    private static String text(String header) {
        return header.replace("\0", "");
    }

    // ---- anew

    /**
     * Forgets the projects and projects them again, in one transaction: whoever reads sees them as they were or as they are. Other replicas
     * project on from where they were.
     *
     * @param records everything that is in the log, at least as far as it has been projected
     */
    public void projectAnew(List<LogRecord> records) {
        QuarkusTransaction.requiringNew().run(() -> {
            Map<Integer, Long> projected = nextOffsets(true);
            entities.createQuery("delete from FiledEntity").executeUpdate();
            entities.createQuery("delete from ProjectEntity").executeUpdate();
            for (LogRecord record : records) {
                long next = projected.getOrDefault(record.position().partition(), 0L);
                if (record.position().offset() < next) {
                    projectAgain(record);
                }
            }
        });
    }

    private void projectAgain(LogRecord record) {
        try {
            project(record.entry(), ProjectLog.VOCABULARY.eventOf(record.entry()));
        } catch (IOException e) {
            LOG.errorf(e, "event=record_passed_over topic=%s position=%s", record.topic(), record.position());
        }
    }

    /** @param locked whether nobody may project until the transaction ends */
    private Map<Integer, Long> nextOffsets(boolean locked) {
        Map<Integer, Long> offsets = new HashMap<>();
        List<?> rows = entities.createNativeQuery(
                        "select log_partition, next_offset from log_offset where topic = ?1 order by log_partition"
                                + (locked ? " for update" : ""),
                        Object[].class)
                .setParameter(1, TopicNames.PROJECT_EVENTS)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            offsets.put(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue());
        }
        return offsets;
    }
}
