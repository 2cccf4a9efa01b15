package foldback.render.api;

import foldback.blob.BlobStore;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.WorkspaceRole;
import foldback.render.application.Render;
import foldback.render.application.RenderKeys;
import foldback.render.application.Renders;
import foldback.render.messaging.RenderEvent.AudioFacts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders of sessions. */
@Path("/api/renders")
final class RendersResource {
    private static final Duration LINK_VALID_FOR = Duration.ofMinutes(15);

    record RenderRequest(
            @NotNull @Pattern(regexp = "[0-9a-f-]{36}") String session,
            @Nullable @Size(max = 64) String revision,
            @Nullable @Min(0) Long version,
            @NotNull @Pattern(regexp = "preview|final") String purpose) {}

    record RenderView(
            String id,
            UUID session,
            long version,
            @Nullable String revision,
            String title,
            String purpose,
            String state,
            double progress,
            @Nullable String failure,
            String mixDocument,
            String engine,
            Instant requestedAt,
            String requestedBy,
            @Nullable AudioFacts audio) {}

    /**
     * Where the audio can be fetched from for a while without saying who one is, for pages that may not follow a redirect with a token.
     *
     * @param url presigned, for this one file
     */
    record AudioView(URI url, long expiresInSeconds) {}

    private final Renders renders;
    private final BlobStore blobs;
    private final Caller caller;
    private final Gate gate;

    RendersResource(Renders renders, BlobStore blobs, Caller caller, Gate gate) {
        this.renders = renders;
        this.blobs = blobs;
        this.caller = caller;
        this.gate = gate;
    }

    @POST
    public Response ask(@Valid @NotNull RenderRequest request) {
        Renders.Purpose purpose = Renders.Purpose.valueOf(request.purpose().toUpperCase(Locale.ROOT));
        UUID session = Names.uuid(request.session(), "such session");
        gate.inSession(session.toString(), WorkspaceRole.ENGINEER);
        return switch (renders.ask(session, caller.author(), request.revision(), request.version(), purpose)) {
            case Renders.Asked.Taken taken -> {
                boolean finished = taken.render().state() == Render.State.FINISHED;
                yield Response.status(finished ? Response.Status.OK : Response.Status.ACCEPTED)
                        .entity(view(taken.render()))
                        .build();
            }
            case Renders.Asked.NoSuchSession none ->
                throw Problem.notFound("session " + session).exception();
            case Renders.Asked.NoSuchRevision none ->
                throw Problem.notFound("such revision of the session").exception();
            case Renders.Asked.NoSuchVersion none ->
                throw Problem.notFound("such version of the session").exception();
        };
    }

    @GET
    public List<RenderView> ofSession(@QueryParam("session") @Nullable String session) {
        if (session == null || !Names.isUuid(session)) {
            throw Problem.malformed("session: the id of a session is needed").exception();
        }
        return renders.ofSession(UUID.fromString(session)).stream()
                .map(RendersResource::view)
                .toList();
    }

    @GET
    @Path("{id}")
    public RenderView render(@PathParam("id") String id) {
        return view(found(id));
    }

    @GET
    @Path("{id}/audio")
    public Response audio(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Render render = finished(id);
        boolean download = uri.getQueryParameters().containsKey("download");
        Optional<String> fileName = download ? Optional.of(render.title() + ".wav") : Optional.empty();
        URI address = blobs.presignedRead(RenderKeys.audio(id), LINK_VALID_FOR, fileName);
        Response.ResponseBuilder response = asksForJson(headers)
                ? Response.ok(new AudioView(address, LINK_VALID_FOR.toSeconds()), MediaType.APPLICATION_JSON_TYPE)
                : Response.temporaryRedirect(address);
        return response.header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .build();
    }

    /** Whether JSON is what is wanted most; whoever names nothing in particular is sent to the audio itself. */
    private static boolean asksForJson(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().getFirst().equals(MediaType.APPLICATION_JSON_TYPE);
    }

    @GET
    @Path("{id}/peaks")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public InputStream peaks(@PathParam("id") String id) {
        return blobs.read(RenderKeys.peaks(finished(id).id()));
    }

    @GET
    @Path("{id}/manifest")
    @Produces(MediaType.APPLICATION_JSON)
    public InputStream manifest(@PathParam("id") String id) {
        return blobs.read(RenderKeys.manifest(finished(id).id()));
    }

    private Render found(String id) {
        return Optional.of(id)
                .filter(Names::isSha256)
                .flatMap(name -> renders.asked(name).stream()
                        .filter(render -> gate.isInSession(render.session(), WorkspaceRole.VIEWER))
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("such render").exception());
    }

    private Render finished(String id) {
        Render render = found(id);
        if (render.state() != Render.State.FINISHED) {
            throw Problem.of(
                            409,
                            "render-unfinished",
                            "The render is not finished",
                            "It is " + name(render.state()) + ". Look at the render itself to see how far it is.")
                    .exception();
        }
        return render;
    }

    private static RenderView view(Render render) {
        return new RenderView(
                render.id(),
                render.session(),
                render.version(),
                render.revision(),
                render.title(),
                render.purpose(),
                name(render.state()),
                render.progress(),
                render.failure(),
                render.mixDocument(),
                render.engine(),
                render.requestedAt(),
                render.requestedBy(),
                render.audio());
    }

    private static String name(Render.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
