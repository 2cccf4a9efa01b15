package foldback.session.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.kit.Names;
import foldback.kit.access.Gate;
import foldback.kit.identity.Identity;
import foldback.log.LogUnavailableException;
import foldback.session.application.Live;
import foldback.session.application.Viewer;
import foldback.session.messaging.Presence;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One client's view of one session, as it happens. Changes are made by POST; here people say only where they are. */
@WebSocket(path = "/api/sessions/{id}/live")
final class LiveSocket {
    private static final Logger LOG = Logger.getLogger(LiveSocket.class);
    private static final int CLIENT_CHARACTERS = 80;
    private static final int LOOK_SECONDS = 2;
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER = "bearer.";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Guest(UUID session, @Nullable String token, Outbox outbox, Live.Seat seat, Allowance allowance) {}

    private final Live live;
    private final Gate gate;
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final ScheduledExecutorService usher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-usher").factory());

    LiveSocket(Live live, Gate gate) {
        this.live = live;
        this.gate = gate;
        var _ = usher.scheduleWithFixedDelay(this::lookAround, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        usher.shutdownNow();
    }

    /** Shows out whose token has expired, whose sign-in has ended, and who is nothing in the session any longer. */
    private void lookAround() {
        for (Guest guest : guests.values()) {
            try {
                var _ = turnedAway(gate.toLookOn(guest.session(), guest.token()), guest.outbox());
            } catch (RuntimeException e) {
                LOG.warnf(e, "event=live_not_looked_at session=%s", guest.session());
            }
        }
    }

    private static boolean turnedAway(Gate.Admission admission, Outbox outbox) {
        switch (admission) {
            case Gate.Admission.Admitted admitted -> {
                return false;
            }
            case Gate.Admission.SignInNeeded needed ->
                outbox.close(Viewer.Ending.SIGN_IN_NEEDED, "sign in, or refresh the access token, and come back");
            case Gate.Admission.NoSuchSession none ->
                outbox.close(Viewer.Ending.NO_SUCH_SESSION, "there is no such session");
            case Gate.Admission.TooOften tooOften ->
                outbox.close(Viewer.Ending.TOO_MANY, "too many requests; come back in a moment");
        }
        return true;
    }

    /** The access token among the protocols that a client offers, where a browser can put one: {@code bearer.<token>}. */
    private static @Nullable String token(@Nullable String protocols) {
        if (protocols == null) {
            return null;
        }
        for (String protocol : protocols.split(",", -1)) {
            if (protocol.strip().startsWith(BEARER)) {
                return protocol.strip().substring(BEARER.length());
            }
        }
        return null;
    }

    @OnOpen
    void open(WebSocketConnection connection) {
        Map<String, String> query = query(connection.handshakeRequest().query());
        String token = token(connection.handshakeRequest().header(PROTOCOLS));
        String id = connection.pathParam("id");
        try {
            Gate.Admission admission =
                    Names.isUuid(id) ? gate.toEnter(UUID.fromString(id), token) : new Gate.Admission.NoSuchSession();
            String author = admission instanceof Gate.Admission.Admitted(Identity who) ? who.name() : "";
            Outbox outbox = new Outbox(connection, query.getOrDefault("client", ""), author);
            if (!turnedAway(admission, outbox)) {
                seat(connection, query, token, outbox);
            }
        } catch (LogUnavailableException e) {
            LOG.warnf(e, "event=live_unavailable session=%s", id);
            new Outbox(connection, "", "").close(Viewer.Ending.UNAVAILABLE, "the log does not answer; come back later");
        }
    }

    private void seat(
            WebSocketConnection connection, Map<String, String> query, @Nullable String token, Outbox outbox) {
        String client = outbox.client();
        String from = query.get("from");
        String news = query.get("news");
        if (client.isBlank()
                || client.length() > CLIENT_CHARACTERS
                || client.codePoints().anyMatch(Character::isISOControl)
                || (from != null && !from.matches("\\d{1,18}"))
                || (news != null && !Live.isNewsPosition(news))) {
            outbox.close(Viewer.Ending.MALFORMED, "client, from or news cannot be read");
            return;
        }
        String session = connection.pathParam("id");
        Live.Seat seat = live.enter(session, from == null ? null : Long.valueOf(from), news, outbox);
        if (seat != null) {
            guests.put(connection.id(), new Guest(UUID.fromString(session), token, outbox, seat, new Allowance()));
            if (connection.isClosed()) {
                close(connection);
            }
        }
    }

    @OnTextMessage
    void message(String text, WebSocketConnection connection) {
        Guest guest = guests.get(connection.id());
        if (guest == null) {
            return;
        }
        if (!guest.allowance().take()) {
            guest.outbox().close(Viewer.Ending.TOO_MANY, "too many messages");
            return;
        }
        try {
            take(JSON.readTree(text), guest);
        } catch (JsonProcessingException e) {
            guest.outbox().close(Viewer.Ending.MALFORMED, "a message cannot be read");
        }
    }

    private static void take(JsonNode message, Guest guest) throws JsonProcessingException {
        if (message instanceof ObjectNode members) {
            JsonNode type = members.remove("type");
            if (type != null && type.asText().equals("ping")) {
                guest.seat().pong(members.get("sent"));
                return;
            }
            if (type != null && type.asText().equals("presence")) {
                Presence presence = JSON.treeToValue(members, Presence.class);
                if (presence.plausible()) {
                    guest.seat().isAt(presence);
                    return;
                }
            }
        }
        guest.outbox().close(Viewer.Ending.MALFORMED, "a message cannot be read");
    }

    @OnClose
    void close(WebSocketConnection connection) {
        Guest guest = guests.remove(connection.id());
        if (guest != null) {
            guest.seat().leave();
        }
    }

    @OnError
    void error(Throwable cause, WebSocketConnection connection) {
        LOG.warnf(cause, "event=live_failed");
        Guest guest = guests.get(connection.id());
        if (guest != null) {
            guest.outbox().close(Viewer.Ending.MALFORMED, "a message cannot be taken");
        } else {
            var _ = connection.close().subscribe().with(done -> {}, failed -> {});
        }
    }

    private static Map<String, String> query(@Nullable String query) {
        Map<String, String> members = new HashMap<>();
        if (query == null) {
            return members;
        }
        for (String member : query.split("&", -1)) {
            int equals = member.indexOf('=');
            if (equals > 0) {
                members.put(member.substring(0, equals), decoded(member.substring(equals + 1)));
            }
        }
        return members;
    }

    /** What cannot be decoded becomes what no client and no author may be called. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "\0";
        }
    }
}
