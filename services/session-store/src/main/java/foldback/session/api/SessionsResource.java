package foldback.session.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.mix.Change;
import foldback.mix.Mix;
import foldback.mix.Outcome;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.VoidReason;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.session.application.Recorded;
import foldback.session.application.Session;
import foldback.session.application.SessionSummary;
import foldback.session.application.Sessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions and their changes. */
@Path("/api/sessions")
final class SessionsResource {
    record StartRequest(
            @NotBlank @Size(max = 120) String name, @NotNull Integer sampleRate) {}

    record Started(String id, long version) {}

    record RevisionView(String id, String name, long version) {}

    record SessionView(String id, String name, long version, JsonNode mix, List<RevisionView> revisions) {}

    record ChangeAnswer(long version, String outcome) {}

    record HistoryEntry(
            long version,
            String author,
            Instant at,
            String outcome,
            @Nullable String reason,
            @Nullable String answersNote,
            JsonNode events) {}

    private final Sessions sessions;
    private final Caller caller;

    SessionsResource(Sessions sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    public List<SessionSummary> all() {
        return sessions.newestFirst();
    }

    @POST
    public Response start(@Valid @NotNull StartRequest request) {
        if (!SampleRate.isOffered(request.sampleRate())) {
            throw Problem.malformed("sampleRate: 44100, 48000, 88200, 96000 or 192000 is needed")
                    .exception();
        }
        Session session = sessions.start(caller.author(), request.name().strip(), new SampleRate(request.sampleRate()));
        Started started = new Started(session.id(), session.state().version());
        return Response.status(Response.Status.CREATED).entity(started).build();
    }

    @GET
    @Path("{id}")
    public SessionView session(@PathParam("id") String id) {
        SessionState state = found(id).state();
        List<RevisionView> revisions = state.revisions().stream()
                .map(r -> new RevisionView(r.id().value(), r.name(), r.version()))
                .toList();
        return new SessionView(id, state.name(), state.version(), MixCodec.document(state.mix()), revisions);
    }

    @POST
    @Path("{id}/changes")
    public ChangeAnswer change(@PathParam("id") String id, JsonNode body) {
        Session session = found(id);
        session.unreadable().ifPresent(reason -> {
            throw Problem.of(409, "session-unreadable", "The session stands still", reason + " Nothing was changed.")
                    .exception();
        });
        Recorded recorded = sessions.record(id, decoded(body));
        return switch (recorded.outcome()) {
            case Outcome.Applied applied -> new ChangeAnswer(recorded.version(), "applied");
            case Outcome.Resent resent -> new ChangeAnswer(recorded.version(), "resent");
            case Outcome.Voided voided ->
                throw Problem.of(
                                409,
                                "change-void",
                                "The change came to nothing",
                                voided.reason().explanation() + " The mix is as it was.")
                        .with("version", recorded.version())
                        .with("reason", kind(voided.reason()))
                        .exception();
        };
    }

    @GET
    @Path("{id}/mix-document")
    public Response document(
            @PathParam("id") String id,
            @QueryParam("version") @Nullable Long version,
            @QueryParam("revision") @Nullable String revision) {
        Session session = found(id);
        byte[] document = MixCodec.canonicalDocument(mix(session, version, revision));
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE)
                .tag(new EntityTag(CanonicalJson.sha256(document)))
                .build();
    }

    @GET
    @Path("{id}/history")
    public List<HistoryEntry> history(@PathParam("id") String id) {
        return found(id).history().stream().map(SessionsResource::entry).toList();
    }

    private static Mix mix(Session session, @Nullable Long version, @Nullable String revision) {
        long wanted;
        if (revision != null) {
            wanted = session.versionOf(revision)
                    .orElseThrow(() -> Problem.notFound("revision " + revision).exception());
        } else {
            wanted = version == null ? session.state().version() : version;
        }
        return session.at(wanted)
                .map(SessionState::mix)
                .orElseThrow(() -> Problem.notFound("version " + wanted).exception());
    }

    private static HistoryEntry entry(Recorded recorded) {
        Change change = recorded.change();
        String reason = recorded.outcome() instanceof Outcome.Voided voided
                ? voided.reason().explanation()
                : null;
        return new HistoryEntry(
                recorded.version(),
                change.author(),
                recorded.at(),
                reason == null ? "applied" : "void",
                reason,
                change.answersNote() == null ? null : change.answersNote().value(),
                MixCodec.events(change.events()));
    }

    private Session found(String id) {
        return sessions.find(id)
                .orElseThrow(() -> Problem.notFound("session " + id).exception());
    }

    private Change decoded(@Nullable JsonNode body) {
        try {
            if (body == null) {
                throw new MalformedJsonException("a change is a JSON object");
            }
            return MixCodec.decodeChange(caller.author(), body);
        } catch (MalformedJsonException e) {
            throw Problem.malformed(e.what()).exception();
        }
    }

    private static String kind(VoidReason reason) {
        return reason.getClass().getSimpleName();
    }
}
