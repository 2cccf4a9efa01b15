package foldback.session.api;

import foldback.session.application.Viewer;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What waits to go out to one socket: bounded, so that whoever reads slowly costs nobody anything. */
final class Outbox implements Viewer {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int MESSAGES = 4000;
    private static final long CHARACTERS = 8 << 20;

    private final WebSocketConnection connection;
    private final String client;
    private final String author;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long characters;
    private boolean sending;
    private @Nullable CloseReason ending;

    Outbox(WebSocketConnection connection, String client, String author) {
        this.connection = connection;
        this.client = client;
        this.author = author;
    }

    @Override
    public String client() {
        return client;
    }

    @Override
    public String author() {
        return author;
    }

    @Override
    public void send(String message) {
        boolean idle;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            if (waiting.size() >= MESSAGES || characters + message.length() > CHARACTERS) {
                closeNow(Ending.TOO_SLOW, "too slow; read the session again and come back");
                return;
            }
            waiting.addLast(message);
            characters += message.length();
            idle = !sending;
            sending = true;
        }
        if (idle) {
            sendNext();
        }
    }

    /** Sends one message after the other: a socket that does not take them keeps them here, where they are counted. */
    private void sendNext() {
        String next;
        synchronized (this) {
            next = ending == null ? waiting.pollFirst() : null;
            if (next == null) {
                sending = false;
                return;
            }
            characters -= next.length();
        }
        var _ = connection.sendText(next).subscribe().with(done -> sendNext(), this::broken);
    }

    private void broken(Throwable cause) {
        LOG.debugf(cause, "event=socket_broken client=%s", client);
        synchronized (this) {
            ending = new CloseReason(Ending.GOING_AWAY.code());
            waiting.clear();
        }
    }

    @Override
    public void close(Ending why, String text) {
        synchronized (this) {
            if (ending == null) {
                closeNow(why, text);
            }
        }
    }

    private void closeNow(Ending why, String text) {
        CloseReason reason = new CloseReason(why.code(), text);
        ending = reason;
        waiting.clear();
        var _ = connection
                .close(reason)
                .subscribe()
                .with(done -> {}, failed -> LOG.debugf(failed, "event=socket_not_closed client=%s", client));
    }
}
