package foldback.session.api;

import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceRole;
import foldback.mix.Id;
import foldback.mix.SessionState;
import foldback.session.application.Project;
import foldback.session.application.Projects;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects: sessions of one release, in an order. Whatever is asked for twice is done once. */
@Path("/api/projects")
final class ProjectsResource {
    /** @param workspace whose project it will be; {@code home} without it */
    record StartProject(
            @NotBlank @Size(max = Texts.NAME_CHARACTERS) @Pattern(regexp = Texts.NAME, message = Texts.NAME_NEEDED)
            String name,

            @Nullable @Pattern(regexp = Texts.ID, message = Texts.ID_NEEDED)
            String workspace) {}

    record ProjectName(
            @NotBlank @Size(max = Texts.NAME_CHARACTERS) @Pattern(regexp = Texts.NAME, message = Texts.NAME_NEEDED)
            String name) {}

    /** @param position among the other sessions of the project, from 0; the end, or where it is, without it */
    record Place(@Nullable @Min(0) Integer position) {}

    private final Projects projects;
    private final Caller caller;
    private final Gate gate;

    ProjectsResource(Projects projects, Caller caller, Gate gate) {
        this.projects = projects;
        this.caller = caller;
        this.gate = gate;
    }

    @GET
    public List<Project> all(
            @Pattern(regexp = Texts.ID, message = Texts.ID_NEEDED) @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("archived") @DefaultValue("false") boolean archived) {
        return projects.byName(Visible.workspaces(gate, workspace), archived);
    }

    @POST
    public Response start(@Valid @NotNull StartProject request) {
        Id workspace = request.workspace() == null ? SessionState.HOME : new Id(request.workspace());
        gate.inWorkspace(workspace.value(), WorkspaceRole.ENGINEER);
        Project project =
                done(projects.start(caller.author(), workspace, request.name().strip()));
        return Response.status(Response.Status.CREATED).entity(project).build();
    }

    @GET
    @Path("{project}")
    public Project project(@PathParam("project") String project) {
        return visible(project, WorkspaceRole.VIEWER);
    }

    @PUT
    @Path("{project}/name")
    public Project rename(@PathParam("project") String project, @Valid @NotNull ProjectName request) {
        return done(projects.rename(
                caller.author(), changeable(project), request.name().strip()));
    }

    @PUT
    @Path("{project}/sessions/{session}")
    public Project file(
            @PathParam("project") String project, @PathParam("session") String session, @Valid @NotNull Place place) {
        UUID filed = Names.uuid(session, "such session");
        return done(projects.file(caller.author(), changeable(project), filed, place.position()));
    }

    @DELETE
    @Path("{project}/sessions/{session}")
    public Project unfile(@PathParam("project") String project, @PathParam("session") String session) {
        UUID unfiled = Names.uuid(session, "such session");
        return done(projects.unfile(caller.author(), changeable(project), unfiled));
    }

    @PUT
    @Path("{project}/archive")
    public Project archive(@PathParam("project") String project) {
        return done(projects.archive(caller.author(), changeable(project)));
    }

    @DELETE
    @Path("{project}/archive")
    public Project restore(@PathParam("project") String project) {
        return done(projects.restore(caller.author(), changeable(project)));
    }

    private UUID changeable(String project) {
        return visible(project, WorkspaceRole.ENGINEER).id();
    }

    /** A project of a workspace that the caller is at least this in; not found, where they may not know of it. */
    private Project visible(String project, WorkspaceRole least) {
        Project found = projects.find(Names.uuid(project, "such project"))
                .orElseThrow(() -> Problem.notFound("such project").exception());
        gate.inWorkspaceOf(found.workspace(), least, "such project");
        return found;
    }

    private static Project done(Projects.Result result) {
        return switch (result) {
            case Projects.Result.Done done -> done.project();
            case Projects.Result.NoSuchProject none ->
                throw Problem.notFound("such project").exception();
            case Projects.Result.NoSuchSession none ->
                throw Problem.notFound("such session").exception();
            case Projects.Result.OtherWorkspace other ->
                throw Problem.of(
                                409,
                                "other-workspace",
                                "The session belongs to another workspace",
                                "A project holds sessions of its own workspace. Nothing was changed.")
                        .exception();
            case Projects.Result.Archived archived ->
                throw Problem.of(
                                409,
                                "project-archived",
                                "The project is in the archive",
                                "Nothing changes there, and nothing was changed. Restore it first.")
                        .exception();
            case Projects.Result.Full full ->
                throw Problem.of(
                                409,
                                "limit-reached",
                                "There are as many as there can be",
                                "There are " + full.limit() + " " + full.what() + " already. Nothing was changed.")
                        .with("limit", full.limit())
                        .exception();
        };
    }
}
