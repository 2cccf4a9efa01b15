package foldback.session.application;

import foldback.log.LogUnavailableException;
import foldback.mix.SessionState;
import foldback.mix.codec.StateCodec;
import foldback.session.messaging.MixLog;
import foldback.session.messaging.ProjectLog;
import foldback.session.persistence.ChangeRows;
import foldback.session.persistence.ProjectRows;
import foldback.session.persistence.SessionList;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Forgets what was projected and projects the log again. Whoever mixes meanwhile goes on; who opens a session waits until its changes are
 * back.
 */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int AT_ONCE = 200;
    private static final String BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

    private final Sessions sessions;
    private final Projector projector;
    private final History history;
    private final MixLog log;
    private final ChangeRows rows;
    private final SessionList list;
    private final ProjectLog projectLog;
    private final ProjectRows projectRows;

    Rebuild(
            Sessions sessions,
            Projector projector,
            History history,
            MixLog log,
            ChangeRows rows,
            SessionList list,
            ProjectLog projectLog,
            ProjectRows projectRows) {
        this.sessions = sessions;
        this.projector = projector;
        this.history = history;
        this.log = log;
        this.rows = rows;
        this.list = list;
        this.projectLog = projectLog;
        this.projectRows = projectRows;
    }

    /**
     * What came of it.
     *
     * @param sessions that there are
     * @param differing the ids of those that fold to something else than they were held to be
     */
    public record Result(int sessions, List<String> differing) {
        public Result {
            differing = List.copyOf(differing);
        }
    }

    private record Mark(long version, String hash) {}

    public Result rebuild() {
        projectRows.projectAnew(projectLog.all());
        Map<String, Mark> before = marks();
        rows.forgetAll();
        projector.restart(Duration.ZERO);
        awaitRows(log.ends());
        List<String> differing = new ArrayList<>();
        List<String> after = ids();
        for (String id : after) {
            Optional<Session> session = sessions.find(id);
            Mark mark = before.get(id);
            if (session.isPresent() && mark != null) {
                SessionState replayed = history.replayed(session.get(), mark.version());
                if (!StateCodec.hash(replayed).equals(mark.hash())) {
                    LOG.errorf("event=session_differs session=%s version=%d", id, mark.version());
                    differing.add(id);
                }
            }
            sessions.describe(id);
        }
        before.keySet().stream().filter(id -> !after.contains(id)).forEach(differing::add);
        return new Result(before.size(), differing);
    }

    private Map<String, Mark> marks() {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (String id : ids()) {
            sessions.find(id)
                    .map(Session::state)
                    .ifPresent(state -> marks.put(id, new Mark(state.version(), StateCodec.hash(state))));
        }
        return marks;
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        List<String> page = list.after(BEFORE_ALL, AT_ONCE);
        while (!page.isEmpty()) {
            ids.addAll(page);
            page = list.after(page.getLast(), AT_ONCE);
        }
        return ids;
    }

    /** As long as it takes: the whole log is read again. */
    private void awaitRows(Map<Integer, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!rows.reached(ends)) {
            try {
                projector.await(ends);
            } catch (LogUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.infof("event=rebuild_goes_on");
            }
        }
    }
}
