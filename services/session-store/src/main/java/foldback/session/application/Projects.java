package foldback.session.application;

import foldback.log.Author;
import foldback.mix.Id;
import foldback.session.messaging.ProjectEvent;
import foldback.session.messaging.ProjectLog;
import foldback.session.persistence.ProjectRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects, and which sessions are in them. Filing a session changes nothing in it. */
@ApplicationScoped
public class Projects {
    public static final int PER_WORKSPACE = 1000;
    public static final int SESSIONS_OF_ONE = 500;

    private final ProjectRows rows;
    private final ProjectLog log;
    private final Sessions sessions;

    Projects(ProjectRows rows, ProjectLog log, Sessions sessions) {
        this.rows = rows;
        this.log = log;
        this.sessions = sessions;
    }

    /** What came of it: the project as it is now, or why nothing happened. */
    public sealed interface Result {
        record Done(Project project) implements Result {}

        record NoSuchProject() implements Result {}

        record NoSuchSession() implements Result {}

        /** The session belongs to another workspace than the project. */
        record OtherWorkspace() implements Result {}

        /** It is in the archive, where nothing changes. */
        record Archived() implements Result {}

        /** There are as many as there can be. */
        record Full(String what, int limit) implements Result {}
    }

    // ---- reading

    public Optional<Project> find(UUID id) {
        return rows.find(id);
    }

    /**
     * Projects by their names.
     *
     * @param workspaces whose
     * @param archived whether those in the archive are wanted, too
     */
    public List<Project> byName(Set<Id> workspaces, boolean archived) {
        return rows.byName(workspaces, archived, PER_WORKSPACE);
    }

    /** The projects of those sessions that are in one, by session. */
    public Map<String, String> ofSessions(Collection<String> ids) {
        return rows.projectsOf(ids);
    }

    // ---- changing

    public Result start(Author author, Id workspace, String name) {
        if (rows.count(workspace.value()) >= PER_WORKSPACE) {
            return new Result.Full("projects in this workspace", PER_WORKSPACE);
        }
        UUID id = UUID.randomUUID();
        append(author, workspace.value(), new ProjectEvent.ProjectStarted(id, name));
        return now(id);
    }

    public Result rename(Author author, UUID id, String name) {
        return open(
                id, project -> project.name().equals(name) ? null : new ProjectEvent.ProjectRenamed(id, name), author);
    }

    /**
     * Puts a session into a project, out of any other, or to another place in it.
     *
     * @param position among the other sessions, from 0; null for the end, or for where it is already
     */
    public Result file(Author author, UUID id, UUID session, @Nullable Integer position) {
        Optional<Project> found = rows.find(id);
        if (found.isEmpty()) {
            return new Result.NoSuchProject();
        }
        Optional<Session> filed = sessions.find(session.toString());
        if (filed.isEmpty()) {
            return new Result.NoSuchSession();
        }
        if (!filed.get().state().workspace().value().equals(found.get().workspace())) {
            return new Result.OtherWorkspace();
        }
        int before = found.get().sessions().indexOf(session);
        if (before < 0 && found.get().sessions().size() >= SESSIONS_OF_ONE) {
            return new Result.Full("sessions in this project", SESSIONS_OF_ONE);
        }
        int wanted = position == null ? (before < 0 ? SESSIONS_OF_ONE : before) : Math.min(position, SESSIONS_OF_ONE);
        return open(
                id,
                project -> before >= 0 && before == wanted ? null : new ProjectEvent.SessionFiled(id, session, wanted),
                author);
    }

    public Result unfile(Author author, UUID id, UUID session) {
        return open(
                id,
                project -> project.sessions().contains(session) ? new ProjectEvent.SessionUnfiled(id, session) : null,
                author);
    }

    public Result archive(Author author, UUID id) {
        return any(id, project -> project.archived() ? null : new ProjectEvent.ProjectArchived(id), author);
    }

    public Result restore(Author author, UUID id) {
        return any(id, project -> project.archived() ? new ProjectEvent.ProjectRestored(id) : null, author);
    }

    /** What is to happen to a project; null if it is so already. */
    private interface Wish {
        @Nullable
        ProjectEvent of(Project project);
    }

    private Result open(UUID id, Wish wish, Author author) {
        Optional<Project> project = rows.find(id);
        return project.isPresent() && project.get().archived() ? new Result.Archived() : any(id, wish, author);
    }

    private Result any(UUID id, Wish wish, Author author) {
        Optional<Project> project = rows.find(id);
        if (project.isEmpty()) {
            return new Result.NoSuchProject();
        }
        ProjectEvent event = wish.of(project.get());
        if (event != null) {
            append(author, project.get().workspace(), event);
        }
        return now(id);
    }

    private void append(Author author, String workspace, ProjectEvent event) {
        rows.append(log.entry(workspace, author, event));
    }

    private Result now(UUID id) {
        return rows.find(id).<Result>map(Result.Done::new).orElseGet(Result.NoSuchProject::new);
    }
}
