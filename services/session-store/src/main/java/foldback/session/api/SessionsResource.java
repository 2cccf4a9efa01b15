package foldback.session.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.GuestPass;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.Change;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.Role;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.session.api.Answers.ChangeAnswer;
import foldback.session.application.Persons;
import foldback.session.application.Projects;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions and their changes. */
@Path("/api/sessions")
final class SessionsResource {
    /** @param workspace whose session it will be; {@code home} without it */
    record StartRequest(
            @NotBlank @Size(max = Texts.NAME_CHARACTERS) @Pattern(regexp = Texts.NAME, message = Texts.NAME_NEEDED)
            String name,

            @NotNull Integer sampleRate,

            @Nullable @Pattern(regexp = Texts.ID, message = Texts.ID_NEEDED)
            String workspace) {}

    record Started(String id, long version) {}

    record RevisionView(String id, String name, long version) {}

    /**
     * A session as a list shows it.
     *
     * @param project that it is filed in, if it is in one
     */
    record SessionRow(
            String id,
            String workspace,
            @Nullable String project,
            String name,
            int sampleRate,
            long version,
            int tracks,
            int revisions,
            Instant changedAt,
            String changedBy) {
        private static SessionRow of(SessionSummary session, @Nullable String project) {
            return new SessionRow(
                    session.id(),
                    session.workspace(),
                    project,
                    session.name(),
                    session.sampleRate(),
                    session.version(),
                    session.tracks(),
                    session.revisions(),
                    session.changedAt(),
                    session.changedBy());
        }
    }

    /** @param role of the caller */
    record AccessView(String workspace, String role) {}

    record MemberView(String id, String name, Role role) {}

    /** @param address of the parameter that artists may move between two values */
    record SafeFaderView(String address, double minimum, double maximum) {}

    record PeopleView(List<MemberView> members, List<SafeFaderView> safeFaders) {}

    /** @param unreadable why the session stands still, if a record of its log cannot be read */
    record SessionView(
            String id,
            String workspace,
            @Nullable String project,
            String name,
            long version,
            JsonNode mix,
            List<RevisionView> revisions,
            @Nullable String unreadable) {}

    private final Sessions sessions;
    private final Projects projects;
    private final Found found;
    private final Caller caller;
    private final Gate gate;

    SessionsResource(Sessions sessions, Projects projects, Found found, Caller caller, Gate gate) {
        this.sessions = sessions;
        this.projects = projects;
        this.found = found;
        this.caller = caller;
        this.gate = gate;
    }

    @GET
    public List<SessionRow> all(
            @Pattern(regexp = Texts.ID, message = Texts.ID_NEEDED) @QueryParam("workspace") @Nullable
                    String workspace) {
        List<SessionSummary> list = sessions.newestFirst(Visible.workspaces(gate, workspace));
        Map<String, String> filed =
                projects.ofSessions(list.stream().map(SessionSummary::id).toList());
        return list.stream()
                .map(session -> SessionRow.of(session, filed.get(session.id())))
                .toList();
    }

    @POST
    public Response start(@Valid @NotNull StartRequest request) {
        if (!SampleRate.isOffered(request.sampleRate())) {
            throw Problem.malformed("sampleRate: 44100, 48000, 88200, 96000 or 192000 is needed")
                    .exception();
        }
        Id workspace = request.workspace() == null ? SessionState.HOME : new Id(request.workspace());
        gate.inWorkspace(workspace.value(), WorkspaceRole.ENGINEER);
        Session session = sessions.start(
                Persons.of(caller.author()), workspace, request.name().strip(), new SampleRate(request.sampleRate()));
        Started started = new Started(session.id(), session.state().version());
        return Response.status(Response.Status.CREATED).entity(started).build();
    }

    @GET
    @Path("{id}")
    public SessionView session(@PathParam("id") String id) {
        Session session = found.session(id);
        SessionState state = session.state();
        Optional<GuestPass> guest = gate.guest();
        List<RevisionView> revisions = state.revisions().stream()
                .filter(r -> guest.map(g -> g.covers(r.id().value())).orElse(true))
                .map(r -> new RevisionView(r.id().value(), r.name(), r.version()))
                .toList();
        return new SessionView(
                id,
                state.workspace().value(),
                guest.isPresent() ? null : projects.ofSessions(List.of(id)).get(id),
                state.name(),
                state.version(),
                // Guests hear what it sounds like, and are not told how it is done.
                MixCodec.document(guest.isPresent() ? Mix.empty(state.mix().sampleRate()) : state.mix()),
                revisions,
                guest.isPresent() ? null : session.unreadable().orElse(null));
    }

    @GET
    @Path("{id}/access")
    public AccessView access(@PathParam("id") String id) {
        SessionState state = found.session(id).state();
        WorkspaceRole role = gate.inSession(id, WorkspaceRole.VIEWER).role();
        return new AccessView(state.workspace().value(), role.word());
    }

    @GET
    @Path("{id}/members")
    public PeopleView members(@PathParam("id") String id) {
        SessionState state = found.session(id).state();
        return new PeopleView(
                state.members().stream()
                        .map(m -> new MemberView(m.id().value(), m.name(), m.role()))
                        .toList(),
                state.safeFaders().stream()
                        .map(f -> new SafeFaderView(f.address().path(), f.minimum(), f.maximum()))
                        .toList());
    }

    @POST
    @Path("{id}/changes")
    public ChangeAnswer change(@PathParam("id") String id, JsonNode body) {
        SessionState state = found.session(id).state();
        Change change = decoded(body);
        WorkspaceRole role = gate.inSession(id, WorkspaceRole.ARTIST).role();
        return Answers.of(sessions.record(id, Permitted.change(change, state, role)));
    }

    private Change decoded(@Nullable JsonNode body) {
        try {
            if (body == null) {
                throw new MalformedJsonException("a change is a JSON object");
            }
            return MixCodec.decodeChange(Persons.of(caller.author()), body);
        } catch (MalformedJsonException e) {
            throw Problem.malformed(e.what()).exception();
        }
    }
}
