package foldback.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.kit.access.SessionRole;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other services ask of session-store: a session and its mix documents. */
@ApplicationScoped
public class SessionStoreClient {
    private static final int STEPS = 1000;
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
    private final Caller caller;
    private final ServiceKey key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    SessionStoreClient(ServiceAddresses services, Caller caller, ServiceKey key) {
        this.services = services;
        this.caller = caller;
        this.key = key;
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
        return get("/api/sessions/" + session).map(json -> read(json, SessionFacts.class));
    }

    /**
     * Changes of one person that belong together, as the history shows them.
     *
     * @param first of its versions
     * @param last of its versions
     * @param begun when it was written, in ISO 8601
     */
    public record StepFacts(
            long first,
            long last,
            String author,
            @Nullable String answersNote,
            String begun,
            List<EffectFacts> effects) {
        public StepFacts {
            effects = List.copyOf(effects);
        }

        /** That the fact at a path was changed. */
        public record EffectFacts(String path) {}
    }

    /**
     * The last steps of a session that came after a version, oldest first: up to {@value #STEPS} changes back.
     *
     * @throws SessionStoreAwayException if session-store does not answer
     */
    public List<StepFacts> stepsAfter(String session, long version) {
        return get("/api/sessions/" + session + "/steps?limit=" + STEPS)
                .map(json -> List.of(read(json, StepFacts[].class)))
                .orElse(List.of())
                .stream()
                .filter(step -> step.first() > version)
                .toList();
    }

    /** What session-store says that somebody is in a session. */
    private record Access(String workspace, String role) {}

    /**
     * What the caller is in a session; empty if there is no such session, or none that they may know of.
     *
     * @throws SessionStoreAwayException if session-store does not answer
     */
    public Optional<SessionRole> access(UUID session) {
        return get("/api/sessions/" + session + "/access")
                .map(json -> read(json, Access.class))
                .flatMap(access -> WorkspaceIds.of(access.workspace())
                        .flatMap(workspace -> WorkspaceRole.of(access.role()).map(r -> new SessionRole(workspace, r))));
    }

    private Optional<byte[]> document(String session, String query) {
        return get("/api/sessions/" + session + "/mix-document?" + query);
    }

    private Optional<byte[]> get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(services.sessionStore().resolve(path)).timeout(TIMEOUT);
        caller.authorization().ifPresent(token -> request.header("Authorization", token));
        request.header(ServiceKey.HEADER, key.key());
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(answer.body());
                // Whoever may not know of a session is told that there is none; what a role is not enough for, neither
                // is here.
                case 403, 404 -> Optional.empty();
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

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new SessionStoreAwayException("session-store answered what cannot be read", e);
        }
    }
}
