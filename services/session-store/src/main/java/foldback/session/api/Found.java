package foldback.session.api;

import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.mix.SessionState;
import foldback.session.application.History;
import foldback.session.application.Session;
import foldback.session.application.Sessions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What a path or a query names, or the problem that there is no such thing. */
@Singleton
final class Found {
    private final Sessions sessions;
    private final History history;

    Found(Sessions sessions, History history) {
        this.sessions = sessions;
        this.history = history;
    }

    Session session(String id) {
        if (!Names.isUuid(id)) {
            throw Problem.notFound("session " + id).exception();
        }
        return sessions.find(id)
                .orElseThrow(() -> Problem.notFound("session " + id).exception());
    }

    /** A version by its number, or by the revision that froze it; now, if neither is named. */
    SessionState state(Session session, @Nullable Long version, @Nullable String revision) {
        if (revision != null) {
            return at(session, versionOf(session, revision));
        }
        return version == null ? session.state() : at(session, version);
    }

    private SessionState at(Session session, long wanted) {
        if (wanted > session.state().version()) {
            sessions.catchUp(); // another replica may have told of it a moment ago
        }
        return history.at(session, wanted)
                .orElseThrow(() -> Problem.notFound("version " + wanted).exception());
    }

    /** A version as it stands in a query: a number, the id of a revision, or nothing for now. */
    SessionState state(Session session, @Nullable String versionOrRevision) {
        if (versionOrRevision == null) {
            return session.state();
        }
        return versionOrRevision.matches("\\d{1,18}")
                ? state(session, Long.valueOf(versionOrRevision), null)
                : state(session, null, versionOrRevision);
    }

    private long versionOf(Session session, String revision) {
        if (session.versionOf(revision).isEmpty()) {
            sessions.catchUp();
        }
        return session.versionOf(revision)
                .orElseThrow(() -> Problem.notFound("revision " + revision).exception());
    }
}
