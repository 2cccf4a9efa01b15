package foldback.render.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.analysis.AnalysisPool;
import foldback.blob.BlobStore;
import foldback.bounce.delivery.NameTemplate;
import foldback.bounce.delivery.Preset;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.GuestPass;
import foldback.kit.identity.WorkspaceRole;
import foldback.render.application.Download;
import foldback.render.application.FileNames;
import foldback.render.application.MixAnalyses;
import foldback.render.application.Presets;
import foldback.render.application.Render;
import foldback.render.application.RenderKeys;
import foldback.render.application.Renders;
import foldback.render.application.SessionMixes;
import foldback.render.messaging.FileFacts;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Renders of sessions. */
@Path("/api/renders")
final class RendersResource {
    private static final Duration LINK_VALID_FOR = Duration.ofMinutes(15);

    private static final int ANALYSIS_RETRY_SECONDS = 1;
    private static final int ZIP_BUFFER_BYTES = 64 * 1024;

    record RenderRequest(
            @NotNull @Pattern(regexp = "[0-9a-f-]{36}") String session,
            @Nullable @Size(max = 64) String revision,
            @Nullable @Min(0) Long version,
            @NotNull @Pattern(regexp = "preview|final") String purpose,
            @Nullable JsonNode spec,
            @Nullable @Size(max = NameTemplate.LONGEST_TEXT) String nameTemplate,
            @Nullable @Size(max = 64) String preset) {}

    record ComparisonRequest(
            @NotNull @Pattern(regexp = "[0-9a-f-]{36}") String session,
            @Valid @NotNull MixPoint from,
            @Valid @NotNull MixPoint to) {}

    /** A mix of a session: a revision, or a version; the latest without either. */
    record MixPoint(
            @Nullable @Size(max = 64) String revision,
            @Nullable @Min(0) Long version) {
        SessionMixes.Point point() {
            return new SessionMixes.Point(revision, version);
        }
    }

    /**
     * An analysis that is on its way.
     *
     * @param progress 0 to 1
     */
    record AnalysisProgress(String state, double progress) {}

    record OverruleRequest(
            @NotNull @NotBlank @Size(max = 1000) String reason) {}

    /**
     * Where the audio can be fetched from for a while without saying who one is, for pages that may not follow a redirect with a token.
     *
     * @param url presigned, for this one file
     */
    record AudioView(URI url, long expiresInSeconds) {}

    private final Renders renders;
    private final Presets presets;
    private final MixAnalyses analyses;
    private final BlobStore blobs;
    private final Caller caller;
    private final Gate gate;

    RendersResource(Renders renders, Presets presets, MixAnalyses analyses, BlobStore blobs, Caller caller, Gate gate) {
        this.renders = renders;
        this.presets = presets;
        this.analyses = analyses;
        this.blobs = blobs;
        this.caller = caller;
        this.gate = gate;
    }

    @POST
    public Response ask(@Valid @NotNull RenderRequest request) {
        Renders.Purpose purpose = Renders.Purpose.valueOf(request.purpose().toUpperCase(Locale.ROOT));
        UUID session = Names.uuid(request.session(), "such session");
        UUID workspace =
                gate.inSession(session.toString(), WorkspaceRole.ENGINEER).workspace();
        return answer(renders.ask(
                new Renders.Wish(
                        session,
                        new SessionMixes.Point(request.revision(), request.version()),
                        purpose,
                        request.spec(),
                        template(request),
                        preset(request)),
                workspace,
                caller.author()));
    }

    /** Asks what is left of one mix when another one is taken from it. */
    @POST
    @Path("comparisons")
    public Response compare(@Valid @NotNull ComparisonRequest request) {
        UUID session = Names.uuid(request.session(), "such session");
        UUID workspace =
                gate.inSession(session.toString(), WorkspaceRole.ARTIST).workspace();
        return answer(
                renders.compare(session, request.from().point(), request.to().point(), workspace, caller.author()));
    }

    private Response answer(Renders.Asked asked) {
        return switch (asked) {
            case Renders.Taken taken -> {
                boolean finished = taken.render().state() == Render.State.FINISHED;
                yield Response.status(finished ? Response.Status.OK : Response.Status.ACCEPTED)
                        .entity(view(taken.render()))
                        .build();
            }
            case SessionMixes.Missing.NoSuchSession none ->
                throw Problem.notFound("such session").exception();
            case SessionMixes.Missing.NoSuchRevision none ->
                throw Problem.notFound("such revision of the session").exception();
            case SessionMixes.Missing.NoSuchVersion none ->
                throw Problem.notFound("such version of the session").exception();
            case SessionMixes.Missing.MixUnreadable unreadable ->
                throw Problem.of(422, "mix-unreadable", "The mix cannot be rendered", unreadable.sentence())
                        .exception();
            case Renders.SpecRefused refused ->
                throw Problem.of(
                                422,
                                "spec-refused",
                                "The spec cannot be delivered",
                                String.join(" ", refused.reasons()) + " Nothing was asked for.")
                        .with("reasons", refused.reasons())
                        .exception();
            case SessionMixes.Missing.StemsNotHere elsewhere ->
                throw Problem.of(
                                422,
                                "stems-not-here",
                                "The workspace does not have the stems",
                                elsewhere.stems().size()
                                        + " stems of the mix were never uploaded to the workspace of the session. Nothing was asked for; upload them there.")
                        .with("stems", elsewhere.stems())
                        .exception();
            case Renders.TooMany many ->
                throw Problem.of(
                                429,
                                "too-many-renders",
                                "Too many renders wait",
                                "The session waits for " + many.most()
                                        + " renders already. Ask again when some are finished, or cancel some.")
                        .exception();
        };
    }

    private @Nullable Preset preset(RenderRequest request) {
        String id = request.preset();
        return id == null
                ? null
                : presets.find(id)
                        .orElseThrow(() -> Problem.notFound("such preset").exception());
    }

    /** What there is to choose from. */
    @GET
    @Path("catalogue/presets")
    public List<Preset> presets() {
        return presets.all();
    }

    /** Who took what away. */
    @GET
    @Path("log/downloads")
    public List<Download> downloads(@QueryParam("session") @Nullable String session) {
        return renders.downloads(Names.uuid(session == null ? "" : session, "such session"));
    }

    /** Somebody answers for it that files are handed over that do not keep what their preset promises. */
    @POST
    @Path("{id}/overrule")
    public RenderView overrule(@PathParam("id") String id, @Valid @NotNull OverruleRequest request) {
        Render render = as(id, WorkspaceRole.ENGINEER).orElseGet(() -> found(id));
        gate.inSession(render.session().toString(), WorkspaceRole.ENGINEER);
        String preset = render.preset();
        if (preset == null || broken(render).isEmpty()) {
            throw Problem.of(
                            409,
                            "nothing-to-overrule",
                            "Nothing was promised and not kept",
                            "The render keeps what it was asked for by, or was asked for by no preset.")
                    .exception();
        }
        return view(renders.overrule(render, preset, request.reason(), caller.author()));
    }

    private List<Preset.Broken> broken(Render render) {
        String preset = render.preset();
        return preset == null || render.state() != Render.State.FINISHED
                ? List.of()
                : presets.find(preset).map(p -> p.broken(measured(render))).orElse(List.of());
    }

    private static List<Preset.MeasuredFile> measured(Render render) {
        return render.files().stream().map(FileFacts::measured).toList();
    }

    /** Files that do not keep what was promised are heard, and not handed over before somebody answers for it. */
    private Render handedOver(Render render) {
        List<Preset.Broken> broken = broken(render);
        if (!broken.isEmpty() && render.overruledBy() == null) {
            throw Problem.of(
                            409,
                            "promise-broken",
                            "It is not what the preset promises",
                            broken.stream()
                                            .map(b -> b.file() + ": " + b.promise() + " " + b.text())
                                            .collect(Collectors.joining(" "))
                                    + " Change the mix and ask again, or overrule it with a reason.")
                    .with("broken", broken)
                    .exception();
        }
        return render;
    }

    private static @Nullable String template(RenderRequest request) {
        String template = request.nameTemplate();
        if (template != null && !NameTemplate.problems(template).isEmpty()) {
            throw Problem.malformed("nameTemplate: " + String.join(" ", NameTemplate.problems(template)))
                    .exception();
        }
        return template;
    }

    @POST
    @Path("{id}/cancel")
    public RenderView cancel(@PathParam("id") String id) {
        Render render = as(id, WorkspaceRole.ENGINEER).orElseGet(() -> found(id));
        gate.inSession(render.session().toString(), WorkspaceRole.ENGINEER);
        return view(renders.cancel(render, caller.author()));
    }

    @GET
    public List<RenderView> ofSession(@QueryParam("session") @Nullable String session) {
        if (session == null || !Names.isUuid(session)) {
            throw Problem.malformed("session: the id of a session is needed").exception();
        }
        return renders.ofSession(UUID.fromString(session)).stream()
                .filter(this::isForCaller)
                .map(this::view)
                .toList();
    }

    @GET
    @Path("{id}")
    public RenderView render(@PathParam("id") String id) {
        return view(found(id));
    }

    /** The mix, in the first file that has it and that browsers play. */
    @GET
    @Path("{id}/audio")
    public Response audio(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Render render = finished(id);
        FileFacts mix = render.mix()
                .orElseThrow(() ->
                        Problem.notFound("file of the mix that browsers play").exception());
        boolean download = asksToDownload(uri);
        if (download) {
            gate.requireOfGuests(GuestPass.Right.DOWNLOAD);
            handedOver(render);
            renders.download(render, mix.name(), caller.author());
        }
        return link(render, mix, download, headers);
    }

    @GET
    @Path("{id}/files/{name}")
    public Response file(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Render render = finished(id);
        FileFacts file = render.file(name)
                .filter(this::isForCaller)
                .orElseThrow(() -> Problem.notFound("such file of the render").exception());
        boolean download = asksToDownload(uri);
        if (download) {
            handedOver(render);
        }
        // Pages listen by the route of the mix; whoever asks for a file by its name has it then, whatever they call it.
        renders.download(render, file.name(), caller.author());
        return link(render, file, download, headers);
    }

    private static boolean asksToDownload(UriInfo uri) {
        return uri.getQueryParameters().containsKey("download");
    }

    private Response link(Render render, FileFacts file, boolean download, HttpHeaders headers) {
        Optional<String> fileName =
                download ? Optional.ofNullable(FileNames.of(render).get(file.name())) : Optional.empty();
        URI address = blobs.presignedRead(file.key(), LINK_VALID_FOR, fileName);
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

    /** All files and the manifest, as they are, or to guests the whole mixes: audio hardly gets smaller, and a stored entry costs nothing. */
    @GET
    @Path("{id}/zip")
    @Produces("application/zip")
    public Response zip(@PathParam("id") String id) {
        Render render = handedOver(finished(id));
        renders.download(render, null, caller.author());
        Map<String, String> names = FileNames.of(render);
        List<FileFacts> files =
                render.files().stream().filter(this::isForCaller).toList();
        boolean guest = gate.guest().isPresent();
        StreamingOutput zip = out -> {
            try (ZipOutputStream entries = new ZipOutputStream(new BufferedOutputStream(out, ZIP_BUFFER_BYTES))) {
                entries.setLevel(Deflater.NO_COMPRESSION);
                for (FileFacts file : files) {
                    copy(names.getOrDefault(file.name(), file.name()), file.key(), entries);
                }
                // It tells of every stem.
                if (!guest) {
                    copy("manifest.json", RenderKeys.manifest(render.id()), entries);
                }
            }
        };
        return Response.ok(zip)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(render.title() + ".zip"))
                .header("Cache-Control", "no-store")
                .build();
    }

    private void copy(String name, String key, ZipOutputStream entries) throws IOException {
        entries.putNextEntry(new ZipEntry(name));
        try (InputStream in = blobs.read(key)) {
            in.transferTo(entries);
        }
        entries.closeEntry();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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

    /** What is so in the mix; 202 while it is made. */
    @GET
    @Path("{id}/analysis")
    public Response analysis(@PathParam("id") String id) {
        FileFacts mix = finished(id)
                .mix()
                .orElseThrow(() ->
                        Problem.notFound("file of the mix that browsers play").exception());
        return analysed(analyses.ask(mix));
    }

    private static Response analysed(AnalysisPool.State state) {
        return switch (state) {
            case AnalysisPool.State.Ready ready ->
                Response.ok(ready.json(), MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "private, no-cache")
                        .build();
            case AnalysisPool.State.Working working ->
                Response.accepted(new AnalysisProgress("working", working.progress()))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header("Retry-After", ANALYSIS_RETRY_SECONDS)
                        .build();
            case AnalysisPool.State.Busy busy ->
                throw Problem.of(
                                429,
                                "too-many-analyses",
                                "Too many analyses wait",
                                "This process has " + AnalysisPool.MOST_WAITING
                                        + " analyses to make already. Nothing was begun; ask again in a while.")
                        .exception();
            case AnalysisPool.State.Refused refused ->
                throw Problem.of(422, "analysis-refused", "It cannot be analysed", refused.why())
                        .exception();
        };
    }

    /** What came of a comparison. */
    @GET
    @Path("{id}/comparison")
    @Produces(MediaType.APPLICATION_JSON)
    public InputStream comparison(@PathParam("id") String id) {
        Render render = finished(id);
        if (!render.compares()) {
            throw Problem.notFound("such comparison").exception();
        }
        return blobs.read(RenderKeys.comparison(render.id()));
    }

    private Render found(String id) {
        return as(id, WorkspaceRole.VIEWER)
                .orElseThrow(() -> Problem.notFound("such render").exception());
    }

    /** A render as a session asked for it in which the caller is at least this. */
    private Optional<Render> as(String id, WorkspaceRole least) {
        return Optional.of(id)
                .filter(Names::isSha256)
                .flatMap(name -> renders.asked(name).stream()
                        .filter(render -> gate.isInSession(render.session(), least) && isForCaller(render))
                        .findFirst());
    }

    /** Guests hear the revisions that their link is for. */
    private boolean isForCaller(Render render) {
        return gate.guest()
                .map(guest -> guest.covers(render.revision()) && !render.compares())
                .orElse(true);
    }

    /** Guests are handed whole mixes, and no stems of them. */
    private boolean isForCaller(FileFacts file) {
        return file.strip() == null || gate.guest().isEmpty();
    }

    private Render finished(String id) {
        Render render = found(id);
        if (render.state() != Render.State.FINISHED) {
            throw Problem.of(
                            409,
                            "render-unfinished",
                            "The render is not finished",
                            "It is " + RenderView.name(render.state())
                                    + ". Look at the render itself to see how far it is.")
                    .exception();
        }
        return render;
    }

    private RenderView view(Render render) {
        RenderView view = RenderView.of(render, broken(render));
        return gate.guest().isPresent() ? view.toGuests() : view;
    }
}
