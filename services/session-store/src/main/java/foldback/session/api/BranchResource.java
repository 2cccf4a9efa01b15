package foldback.session.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.ProblemException;
import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.BranchPoint;
import foldback.mix.Limits;
import foldback.mix.Merge;
import foldback.mix.SessionState;
import foldback.mix.codec.StateCodec;
import foldback.session.api.Answers.ChangeAnswer;
import foldback.session.application.Branches;
import foldback.session.application.Persons;
import foldback.session.application.Session;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Other ways to go on: a session that begins where another is, its merge, and the way back to a version. */
@Path("/api/sessions")
final class BranchResource {
    private static final int CONFLICTS = 5000;

    record BranchRequest(
            @NotBlank @Size(max = Texts.NAME_CHARACTERS) @Pattern(regexp = Texts.NAME, message = Texts.NAME_NEEDED)
            String name,

            @Nullable Long version,
            @Nullable String revision) {}

    record RestoreRequest(
            @NotBlank @Size(max = 80) String client,
            @NotNull @Min(1) Long sequence,
            @Nullable Long expectedVersion,
            @Nullable Long version,
            @Nullable String revision) {}

    /**
     * @param version of the session that is merged
     * @param expectedVersion of the one that it is merged into, as the preview had it
     * @param choices {@code OURS} or {@code THEIRS} for the path of every conflict
     */
    record MergeRequest(
            @NotBlank @Size(max = 80) String client,
            @NotNull @Min(1) Long sequence,
            @NotNull Long expectedVersion,
            @NotBlank String from,
            @NotNull Long version,
            @Nullable @Size(max = CONFLICTS) Map<String, Merge.Choice> choices) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ConflictView(String path, JsonNode base, JsonNode ours, JsonNode theirs) {}

    /** @param version of the session that would be changed */
    record MergePreview(
            long version, BranchPoint from, BranchPoint base, List<EffectView> agreed, List<ConflictView> conflicts) {}

    private final Branches branches;
    private final Found found;
    private final Caller caller;
    private final Gate gate;

    BranchResource(Branches branches, Found found, Caller caller, Gate gate) {
        this.branches = branches;
        this.found = found;
        this.caller = caller;
        this.gate = gate;
    }

    @POST
    @Path("{id}/branches")
    public Response branch(@PathParam("id") String id, @Valid @NotNull BranchRequest request) {
        Session session = found.session(id);
        SessionState at = started(found.state(session, request.version(), request.revision()));
        Session branch =
                branches.branch(Persons.of(caller.author()), request.name().strip(), session, at);
        return Response.status(Response.Status.CREATED)
                .entity(new SessionsResource.Started(branch.id(), branch.state().version()))
                .build();
    }

    @POST
    @Path("{id}/restoration")
    public ChangeAnswer restore(@PathParam("id") String id, @Valid @NotNull RestoreRequest request) {
        Session session = found.session(id);
        if (request.version() == null && request.revision() == null) {
            throw Problem.malformed("version or revision: one is needed").exception();
        }
        SessionState then = started(found.state(session, request.version(), request.revision()));
        return answer(branches.restore(
                new Branches.Wish(
                        Persons.of(caller.author()), request.client(), request.sequence(), request.expectedVersion()),
                session,
                then));
    }

    @GET
    @Path("{id}/merge")
    public MergePreview preview(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("version") @Nullable Long version) {
        Session into = found.session(id);
        Session other = other(id, from);
        SessionState theirs = found.state(other, version, null);
        requireBase(into, other, theirs);
        Branches.Comparison compared =
                branches.compare(into, into.state(), other, theirs).orElseThrow(BranchResource::noBase);
        return new MergePreview(
                compared.into().version(),
                compared.from(),
                compared.base(),
                EffectView.of(compared.merge().agreed()),
                views(compared.merge().conflicts()));
    }

    @POST
    @Path("{id}/merge")
    public ChangeAnswer merge(@PathParam("id") String id, @Valid @NotNull MergeRequest request) {
        Session into = found.session(id);
        Session other = other(id, request.from());
        SessionState theirs = started(found.state(other, request.version(), null));
        requireBase(into, other, theirs);
        Map<String, Merge.Choice> choices = request.choices();
        return answer(branches.merge(
                new Branches.Wish(
                        Persons.of(caller.author()), request.client(), request.sequence(), request.expectedVersion()),
                into,
                other,
                theirs,
                choices == null ? Map.of() : choices));
    }

    private Session other(String id, @Nullable String from) {
        if (from == null || from.equals(id)) {
            throw Problem.malformed("from: the id of another session is needed").exception();
        }
        gate.inSession(from, WorkspaceRole.VIEWER);
        return found.session(from);
    }

    /** A session may say of itself that it was branched from any other; what that other is like it tells only to who may know of it. */
    private void requireBase(Session into, Session other, SessionState theirs) {
        BranchPoint base =
                Branches.base(into.id(), into.state(), other.id(), theirs).orElseThrow(BranchResource::noBase);
        boolean ofTheseTwo = base.session().equals(into.id()) || base.session().equals(other.id());
        if (!ofTheseTwo
                && !(Names.isUuid(base.session())
                        && gate.isInSession(UUID.fromString(base.session()), WorkspaceRole.VIEWER))) {
            throw noBase();
        }
    }

    private static SessionState started(SessionState state) {
        if (!state.started()) {
            throw Problem.malformed("version: a version from 1 on is needed").exception();
        }
        return state;
    }

    private static ChangeAnswer answer(Branches.Result result) {
        return switch (result) {
            case Branches.Result.Sent sent -> Answers.of(sent.answer());
            case Branches.Result.NoDifference same ->
                throw Problem.of(
                                409, "no-difference", "There is nothing to change", "The session is like that already.")
                        .exception();
            case Branches.Result.NoBase none -> throw noBase();
            case Branches.Result.Undecided undecided ->
                throw Problem.of(
                                409,
                                "merge-undecided",
                                "Somebody has to choose",
                                "Both sessions changed the same things, and there is no choice for "
                                        + undecided.conflicts().size() + " of them. Nothing was changed.")
                        .with("conflicts", views(undecided.conflicts()))
                        .exception();
            case Branches.Result.TooLarge large ->
                throw Problem.of(
                                422,
                                "change-too-large",
                                "It does not fit into one change",
                                "It takes " + large.events() + " events, and a change holds " + Limits.EVENTS_PER_CHANGE
                                        + " of them in 900 kB. Nothing was changed.")
                        .exception();
        };
    }

    private static ProblemException noBase() {
        return Problem.of(
                        409,
                        "no-common-base",
                        "The sessions have nothing in common",
                        "Neither was branched from the other, nor both from a third. Nothing was changed.")
                .exception();
    }

    private static List<ConflictView> views(List<Merge.Conflict> conflicts) {
        return conflicts.stream()
                .map(c -> new ConflictView(
                        c.path(), StateCodec.value(c.base()), StateCodec.value(c.ours()), StateCodec.value(c.theirs())))
                .toList();
    }
}
