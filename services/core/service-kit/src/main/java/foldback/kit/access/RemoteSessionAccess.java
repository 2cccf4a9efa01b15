package foldback.kit.access;

import foldback.kit.SessionStoreClient;
import foldback.kit.identity.Identity;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks session-store, and remembers what it said for a moment: a page asks for a dozen things of one session at once. A role that was taken
 * away shows here that much later.
 */
@DefaultBean
@ApplicationScoped
class RemoteSessionAccess implements SessionAccess {
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(3);
    private static final int REMEMBERED = 10_000;

    private record Question(UUID session, UUID account) {}

    private record Said(Optional<SessionRole> role, Instant at) {}

    private final SessionStoreClient sessions;
    private final Clock clock;
    private final Map<Question, Said> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Said> eldest) {
            return size() > REMEMBERED;
        }
    };

    RemoteSessionAccess(SessionStoreClient sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Optional<SessionRole> of(UUID session, Identity who) {
        Question question = new Question(session, who.account());
        Instant now = clock.instant();
        Said before = remembered(question);
        if (before != null && before.at().plus(REMEMBERED_FOR).isAfter(now)) {
            return before.role();
        }
        Optional<SessionRole> role = sessions.access(session);
        synchronized (said) {
            said.put(question, new Said(role, now));
        }
        return role;
    }

    private @Nullable Said remembered(Question question) {
        synchronized (said) {
            return said.get(question);
        }
    }
}
