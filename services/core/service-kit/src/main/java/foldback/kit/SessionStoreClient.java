package foldback.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What other services ask of session-store: a session and its mix documents. */
@ApplicationScoped
public class SessionStoreClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Session-store did not answer, or not as it should. */
    public static final class SessionStoreAwayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SessionStoreAwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ServiceAddresses services;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    SessionStoreClient(ServiceAddresses services) {
        this.services = services;
    }

    /**
     * The canonical mix document of a version; empty if there is no such session or version.
     *
     * @throws SessionStoreAwayException if session-store does not answer
     */
    public Optional<byte[]> documentOfVersion(String session, long version) {
        return document(session, "version=" + version);
    }

    /**
     * The canonical mix document of a revision; empty if there is no such session or revision.
     *
     * @throws SessionStoreAwayException if session-store does not answer
     */
    public Optional<byte[]> documentOfRevision(String session, String revision) {
        return document(session, "revision=" + revision);
    }

    /** What a session is called, where it is, and its revisions. */
    public record SessionFacts(String name, long version, List<RevisionFacts> revisions) {
        public SessionFacts {
            revisions = List.copyOf(revisions);
        }

        public Optional<RevisionFacts> revision(String id) {
            return revisions.stream().filter(r -> r.id().equals(id)).findFirst();
        }
    }

    public record RevisionFacts(String id, String name, long version) {}

    /**
     * A session's facts; empty if there is no such session.
     *
     * @throws SessionStoreAwayException if session-store does not answer
     */
    public Optional<SessionFacts> session(String session) {
        return get("/api/sessions/" + session).map(SessionStoreClient::facts);
    }

    private Optional<byte[]> document(String session, String query) {
        return get("/api/sessions/" + session + "/mix-document?" + query);
    }

    private Optional<byte[]> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(services.sessionStore().resolve(path))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(answer.body());
                case 404 -> Optional.empty();
                default ->
                    throw new SessionStoreAwayException(
                            "session-store answered " + answer.statusCode(), new IOException(path));
            };
        } catch (IOException e) {
            throw new SessionStoreAwayException("session-store does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStoreAwayException("interrupted while asking session-store", e);
        }
    }

    private static SessionFacts facts(byte[] json) {
        try {
            return JSON.readValue(json, SessionFacts.class);
        } catch (IOException e) {
            throw new SessionStoreAwayException("session-store answered what is no session", e);
        }
    }
}
