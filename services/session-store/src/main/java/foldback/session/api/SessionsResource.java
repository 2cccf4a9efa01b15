package foldback.session.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.mix.Change;
import foldback.mix.Id;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.session.api.Answers.ChangeAnswer;
import foldback.session.application.Session;
import foldback.session.application.SessionSummary;
import foldback.session.application.Sessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions and their changes. */
@Path("/api/sessions")
final class SessionsResource {
    private static final String WORKSPACE = "[a-z0-9][a-z0-9-]{0,63}";

    /** @param workspace whose session it will be; {@code home} without it */
    record StartRequest(
            @NotBlank @Size(max = 120) String name,
            @NotNull Integer sampleRate,

            @Nullable @Pattern(regexp = WORKSPACE, message = "1 to 64 of a-z, 0-9 and - are needed")
            String workspace) {}

    record Started(String id, long version) {}

    record RevisionView(String id, String name, long version) {}

    /** @param unreadable why the session stands still, if a record of its log cannot be read */
    record SessionView(
            String id,
            String workspace,
            String name,
            long version,
            JsonNode mix,
            List<RevisionView> revisions,
            @Nullable String unreadable) {}

    private final Sessions sessions;
    private final Found found;
    private final Caller caller;

    SessionsResource(Sessions sessions, Found found, Caller caller) {
        this.sessions = sessions;
        this.found = found;
        this.caller = caller;
    }

    @GET
    public List<SessionSummary> all(
            @Pattern(regexp = WORKSPACE, message = "1 to 64 of a-z, 0-9 and - are needed")
                    @QueryParam("workspace")
                    @Nullable
                    String workspace) {
        return sessions.newestFirst(workspace == null ? null : new Id(workspace));
    }

    @POST
    public Response start(@Valid @NotNull StartRequest request) {
        if (!SampleRate.isOffered(request.sampleRate())) {
            throw Problem.malformed("sampleRate: 44100, 48000, 88200, 96000 or 192000 is needed")
                    .exception();
        }
        Id workspace = request.workspace() == null ? SessionState.HOME : new Id(request.workspace());
        Session session = sessions.start(
                caller.author(), workspace, request.name().strip(), new SampleRate(request.sampleRate()));
        Started started = new Started(session.id(), session.state().version());
        return Response.status(Response.Status.CREATED).entity(started).build();
    }

    @GET
    @Path("{id}")
    public SessionView session(@PathParam("id") String id) {
        Session session = found.session(id);
        SessionState state = session.state();
        List<RevisionView> revisions = state.revisions().stream()
                .map(r -> new RevisionView(r.id().value(), r.name(), r.version()))
                .toList();
        return new SessionView(
                id,
                state.workspace().value(),
                state.name(),
                state.version(),
                MixCodec.document(state.mix()),
                revisions,
                session.unreadable().orElse(null));
    }

    @POST
    @Path("{id}/changes")
    public ChangeAnswer change(@PathParam("id") String id, JsonNode body) {
        found.session(id);
        return Answers.of(sessions.record(id, decoded(body)));
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
}
