package foldback.session.application;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.log.LogUnavailableException;
import foldback.log.Tail;
import foldback.session.messaging.News;
import foldback.session.messaging.Presence;
import foldback.session.messaging.PresenceLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who looks at which session through this replica, and what they are told. */
@Startup
@ApplicationScoped
public class Live {
    private static final Logger LOG = Logger.getLogger(Live.class);
    private static final int VIEWERS_OF_A_SESSION = 200;
    private static final int VIEWERS = 5000;

    private final Sessions sessions;
    private final PresenceLog presenceLog;
    private final Whereabouts whereabouts;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Tail presence;
    private final NewsDesk news;
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();

    Live(Sessions sessions, PresenceLog presenceLog, News news) {
        this.sessions = sessions;
        this.presenceLog = presenceLog;
        this.whereabouts = new Whereabouts(this::left);
        this.presence = presenceLog.follow(this::seen);
        this.news = new NewsDesk(news);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        presence.close();
        news.close();
        rooms.values().forEach(room -> room.end(Viewer.Ending.GOING_AWAY, "the server stops"));
        whereabouts.close();
        tellers.shutdown();
    }

    /** A viewer's place in a session, until it is left. */
    public final class Seat {
        private final Room room;
        private final Viewer viewer;
        private final Session session;
        private final Session.Listener listener;
        private final Throttle throttle;
        private boolean left;

        private Seat(Room room, Viewer viewer, Session session, Session.Listener listener) {
            this.room = room;
            this.viewer = viewer;
            this.session = session;
            this.listener = listener;
            this.throttle = new Throttle(
                    latest -> tell(new PresenceLog.Seen(session.id(), viewer.author(), viewer.client(), latest)),
                    tellers);
        }

        /** Tells the others where the viewer is. */
        public void isAt(Presence where) {
            throttle.offer(where);
        }

        /** Answers a question whether anybody is there. */
        public void pong(@Nullable JsonNode sent) {
            viewer.send(LiveMessages.pong(sent));
        }

        /** Leaves; a second time, nothing happens. */
        public synchronized void leave() {
            if (left) {
                return;
            }
            left = true;
            session.leave(listener);
            news.leave(session.id(), viewer);
            throttle.end();
            boolean lastOfClient = room.remove(viewer);
            rooms.computeIfPresent(session.id(), (id, there) -> there.size() == 0 ? null : there);
            if (lastOfClient) {
                tellers.execute(() -> tell(new PresenceLog.Seen(session.id(), viewer.author(), viewer.client(), null)));
            }
            sessions.release(session);
        }
    }

    /** Whether somebody may say that they have heard so far of the other logs. */
    public static boolean isNewsPosition(String text) {
        return NewsPosition.isText(text);
    }

    /**
     * Shows a session to somebody: first what they missed since a version, then everything as it comes. Null if that cannot be; the viewer
     * has been closed then.
     *
     * @param from the version that they have; null for now
     * @param after how far they have heard of the other logs, as they were told; null for now
     */
    public @Nullable Seat enter(String id, @Nullable Long from, @Nullable String after, Viewer viewer) {
        if (rooms.values().stream().mapToInt(Room::size).sum() >= VIEWERS) {
            viewer.close(Viewer.Ending.TOO_MANY, "as many sockets are open here as there can be");
            return null;
        }
        if (sessions.find(id).isEmpty()) {
            viewer.close(Viewer.Ending.NO_SUCH_SESSION, "there is no such session");
            return null;
        }
        Session session = sessions.use(id);
        Room room = rooms.compute(id, (i, there) -> {
            Room entered = there == null ? new Room() : there;
            if (entered.size() < VIEWERS_OF_A_SESSION) {
                entered.let(viewer);
            } else {
                viewer.close(Viewer.Ending.TOO_MANY, "as many sockets show this session as can be");
            }
            return entered;
        });
        Feed feed = new Feed(room, viewer);
        Seat seat = new Seat(room, viewer, session, feed);
        if (begin(session, from, after == null ? null : NewsPosition.parse(after), viewer, feed)) {
            return seat;
        }
        seat.leave();
        return null;
    }

    private boolean begin(
            Session session, @Nullable Long from, @Nullable NewsPosition after, Viewer viewer, Feed feed) {
        long wanted = from == null ? session.state().version() : from;
        if (wanted > session.state().version()) {
            sessions.catchUp(); // another replica may have told of it a moment ago
        }
        return switch (session.join(wanted, feed)) {
            case Session.Joined.Now now -> {
                long version = wanted + now.missed().size();
                news.join(
                        session.id(),
                        session.partition(),
                        after,
                        viewer,
                        (position, gap) -> LiveMessages.hello(version, whereabouts.in(session.id()), position, gap));
                feed.begin(now.missed(), session.unreadable());
                yield true;
            }
            case Session.Joined.TooOld old -> {
                viewer.close(Viewer.Ending.TOO_OLD, "changes are at hand from version " + old.oldestAtHand() + " on");
                yield false;
            }
            case Session.Joined.Ahead ahead -> {
                viewer.close(Viewer.Ending.AHEAD, "the session is at version " + ahead.version());
                yield false;
            }
        };
    }

    private void tell(PresenceLog.Seen seen) {
        try {
            presenceLog.tell(seen);
        } catch (LogUnavailableException e) {
            LOG.debugf(e, "event=presence_not_told session=%s", seen.session());
        }
    }

    // ---- what the logs bring

    private void seen(PresenceLog.Seen seen) {
        whereabouts.note(seen);
        send(seen);
    }

    private void left(PresenceLog.Seen gone) {
        send(gone);
    }

    private void send(PresenceLog.Seen seen) {
        Room room = rooms.get(seen.session());
        if (room != null) {
            room.tellOthers(seen.client(), LiveMessages.presence(seen));
        }
    }
}
