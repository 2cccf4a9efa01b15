package foldback.stem.api;

import foldback.analysis.AnalysisPool;
import foldback.audio.Peaks;
import foldback.audio.PeaksZoom;
import foldback.audio.WavFormat;
import foldback.blob.BlobStore;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.access.StemGate;
import foldback.kit.identity.WorkspaceIds;
import foldback.kit.identity.WorkspaceRole;
import foldback.stem.application.Conversions;
import foldback.stem.application.Destination;
import foldback.stem.application.SessionPreflight;
import foldback.stem.application.Stem;
import foldback.stem.application.StemAnalyses;
import foldback.stem.application.StemBundles;
import foldback.stem.application.StemFinding;
import foldback.stem.application.StemKeys;
import foldback.stem.application.Upload;
import foldback.stem.application.Uploads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stems, and the uploads that they come from. */
@Path("/api/stems")
final class StemsResource {
    private static final int ANALYSIS_RETRY_SECONDS = 1;
    private static final int FILE_NAME_CHARACTERS = 200;
    private static final String SUCH_UPLOAD = "such upload";
    private static final String SESSION = "[0-9A-Za-z-]{1,80}";

    record DeclareRequest(
            @NotBlank @Size(max = 1000) String fileName,
            @NotNull @Min(1) Long bytes,
            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @Nullable @Pattern(regexp = SESSION) String session,
            @Nullable @Pattern(regexp = SESSION) String workspace) {}

    record ConversionRequest(
            @NotNull @Min(WavFormat.LOWEST_RATE_HERTZ) @Max(WavFormat.HIGHEST_RATE_HERTZ)
            Integer sampleRate,

            @NotNull @Min(1) @Max(2) Integer channels,
            @Nullable @Pattern(regexp = SESSION) String session,
            @Nullable @Pattern(regexp = SESSION) String workspace) {}

    record PreflightEntry(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String stem,
            @NotNull @Size(max = 1000) String fileName) {}

    record PreflightRequest(
            @NotNull @Size(min = 1, max = 512) List<@Valid @NotNull PreflightEntry> stems,
            @Nullable @Min(1) Integer sampleRate) {}

    record BundlePart(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String stem,
            @NotNull @Min(0) @Max(24 * 3600) Integer second) {}

    record BundleRequest(
            @NotNull @Size(min = 1, max = StemBundles.MOST_PARTS)
            List<@Valid @NotNull BundlePart> parts) {}

    /**
     * An analysis that is on its way.
     *
     * @param progress 0 to 1
     */
    record AnalysisProgress(String state, double progress) {}

    record SplitView(List<Stem> stems) {}

    record UploadView(
            String state,
            @Nullable UUID upload,
            @Nullable Long partBytes,
            @Nullable List<Uploads.Part> parts,
            @Nullable Stem stem,
            Upload.@Nullable Refusal problem) {
        static UploadView present(@Nullable UUID upload, Stem stem) {
            return new UploadView("present", upload, null, null, stem, null);
        }

        static UploadView open(Upload upload, List<Uploads.Part> parts) {
            return new UploadView("open", upload.id(), upload.partBytes(), parts, null, null);
        }
    }

    private final Uploads uploads;
    private final Conversions conversions;
    private final SessionPreflight preflight;
    private final StemBundles bundles;
    private final StemAnalyses analyses;
    private final BlobStore blobs;
    private final Caller caller;
    private final Gate gate;
    private final StemGate stems;

    StemsResource(
            Uploads uploads,
            Conversions conversions,
            SessionPreflight preflight,
            StemBundles bundles,
            StemAnalyses analyses,
            BlobStore blobs,
            Caller caller,
            Gate gate,
            StemGate stems) {
        this.gate = gate;
        this.stems = stems;
        this.uploads = uploads;
        this.conversions = conversions;
        this.preflight = preflight;
        this.bundles = bundles;
        this.analyses = analyses;
        this.blobs = blobs;
        this.caller = caller;
    }

    @GET
    @Path("limits/uploads")
    public Uploads.Limits limits(
            @QueryParam("session") @Nullable String session, @QueryParam("workspace") @Nullable String workspace) {
        return session == null && workspace == null
                ? uploads.limits()
                : uploads.limits(
                        destination(session, workspace, WorkspaceIds.HOME).workspace());
    }

    @POST
    @Path("uploads")
    public Response declare(@Valid @NotNull DeclareRequest request) {
        Destination to = destination(request.session(), request.workspace(), WorkspaceIds.HOME);
        String fileName = tidy(request.fileName());
        return switch (uploads.declare(caller.author(), fileName, request.bytes(), request.sha256(), to)) {
            case Uploads.Declared.Present present ->
                Response.ok(UploadView.present(null, present.stem())).build();
            case Uploads.Declared.Open open ->
                Response.status(Response.Status.CREATED)
                        .entity(UploadView.open(open.upload(), open.parts()))
                        .build();
            case Uploads.Declared.TooLarge tooLarge ->
                throw Problem.of(
                                413,
                                "file-too-large",
                                "The file is too large",
                                fileName + " has " + request.bytes() + " bytes; files of up to "
                                        + tooLarge.maxFileBytes() + " bytes are taken. Nothing was sent.")
                        .with("maxFileBytes", tooLarge.maxFileBytes())
                        .exception();
            case Uploads.Declared.OverQuota over -> throw overQuota(fileName, over.limits());
            case Uploads.Declared.StoreFull full ->
                throw Problem.of(
                                507,
                                "store-full",
                                "The installation is full",
                                "There is no room for " + fileName
                                        + ", whatever its workspace may have. Nothing was sent. Tell whoever runs the installation.")
                        .exception();
        };
    }

    private static RuntimeException overQuota(String fileName, Uploads.Limits limits) {
        long quota = Objects.requireNonNullElse(limits.quotaBytes(), 0L);
        long used = Objects.requireNonNullElse(limits.usedBytes(), 0L);
        return Problem.of(
                        413,
                        "quota-exceeded",
                        "There is no room for the file",
                        fileName + " does not fit: of the " + quota + " bytes of the workspace " + used
                                + " are in use. Nothing was changed. Cancel what is not needed, or ask for more room.")
                .with("quotaBytes", quota)
                .with("usedBytes", used)
                .exception();
    }

    /**
     * Where something is to be: in the session that is named, or in the workspace, or else in one that is supposed. Who may not bring it there is
     * refused.
     */
    private Destination destination(@Nullable String session, @Nullable String workspace, UUID supposed) {
        if (session == null) {
            String name = workspace == null ? WorkspaceIds.name(supposed) : workspace;
            return new Destination(gate.workspace(name, WorkspaceRole.ENGINEER), null);
        }
        UUID its = gate.inSession(session, WorkspaceRole.ENGINEER).workspace();
        if (workspace != null && !WorkspaceIds.name(its).equals(workspace)) {
            throw Problem.malformed("workspace: the session belongs to another one")
                    .exception();
        }
        return new Destination(its, session);
    }

    @GET
    @Path("uploads/{upload}")
    public UploadView upload(@PathParam("upload") String id) {
        Upload upload = found(id);
        return switch (upload.state()) {
            case OPEN -> UploadView.open(upload, uploads.parts(upload));
            case INGESTING -> new UploadView("ingesting", upload.id(), null, null, null, null);
            case REFUSED -> new UploadView("refused", upload.id(), null, null, null, upload.refusal());
            case PRESENT ->
                UploadView.present(
                        upload.id(),
                        uploads.stemsOf(upload).stream()
                                .findFirst()
                                .orElseThrow(() -> Problem.notFound("such stem").exception()));
        };
    }

    @POST
    @Path("uploads/{upload}/complete")
    public Stem complete(@PathParam("upload") String id) {
        return completed(id, false).getFirst();
    }

    @POST
    @Path("uploads/{upload}/split")
    public SplitView split(@PathParam("upload") String id) {
        return new SplitView(completed(id, true));
    }

    /** An upload to where the caller may bring something; to others there is none. */
    private Upload found(String id) {
        return uploads.find(Names.uuid(id, SUCH_UPLOAD))
                .filter(this::mayBring)
                .orElseThrow(() -> Problem.notFound(SUCH_UPLOAD).exception());
    }

    private boolean mayBring(Upload upload) {
        Destination to = upload.destination();
        String session = to.session();
        if (session != null && Names.isUuid(session)) {
            return gate.isInSession(UUID.fromString(session), WorkspaceRole.ENGINEER);
        }
        WorkspaceRole role = gate.roles().get(to.workspace());
        return role != null && role.includes(WorkspaceRole.ENGINEER);
    }

    private List<Stem> completed(String id, boolean split) {
        return switch (uploads.complete(found(id).id(), caller.author(), split)) {
            case Uploads.Completed.Present present -> present.stems();
            case Uploads.Completed.NoSuchUpload none ->
                throw Problem.notFound(SUCH_UPLOAD).exception();
            case Uploads.Completed.PartsMissing missing ->
                throw Problem.of(
                                409,
                                "parts-missing",
                                "Parts are missing",
                                missing.missing().size() + " parts have not arrived. What has arrived is kept;"
                                        + " send the missing ones and complete again.")
                        .with("missing", missing.missing())
                        .exception();
            case Uploads.Completed.Ingesting busy ->
                throw Problem.of(
                                409,
                                "upload-busy",
                                "The upload is being completed",
                                "Somebody is completing this upload just now. Look at it again in a moment.")
                        .exception();
            case Uploads.Completed.ManyChannels many ->
                throw Problem.of(
                                409,
                                "channels-to-split",
                                "The file has more than two channels",
                                many.fileName() + " has " + many.channels()
                                        + " channels and a stem has 1 or 2. What has arrived is kept: split it into "
                                        + many.channels() + " mono stems, or cancel it.")
                        .with("channels", many.channels())
                        .with("fileName", many.fileName())
                        .exception();
            case Uploads.Completed.Refused refused -> throw refused(refused.refusal(), refused.fileName());
        };
    }

    private static RuntimeException refused(Upload.Refusal refusal, String fileName) {
        Problem problem = Problem.of(422, "audio-refused", "The file cannot be a stem", refusal.detail())
                .with("reason", refusal.reason())
                .with("fileName", fileName);
        Long atByte = refusal.atByte();
        return (atByte == null ? problem : problem.with("atByte", atByte)).exception();
    }

    @DELETE
    @Path("uploads/{upload}")
    public void cancel(@PathParam("upload") String id) {
        uploads.cancel(found(id).id());
    }

    @GET
    @Path("{hash}")
    public Stem look(@PathParam("hash") String hash) {
        return stem(hash, WorkspaceRole.VIEWER).stem();
    }

    @GET
    @Path("{hash}/findings")
    public List<StemFinding> findings(@PathParam("hash") String hash) {
        return uploads.findings(hash, stem(hash, WorkspaceRole.VIEWER).workspace())
                .orElse(List.of());
    }

    /** What is so in it; 202 while it is made. */
    @GET
    @Path("{hash}/analysis")
    public Response analysis(@PathParam("hash") String hash) {
        return analysed(analyses.ask(stem(hash, WorkspaceRole.VIEWER).stem()));
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

    @GET
    @Path("{hash}/sessions")
    public List<String> sessions(@PathParam("hash") String hash) {
        return uploads.sessions(stem(hash, WorkspaceRole.VIEWER).stem().hash()).stream()
                .filter(session ->
                        Names.isUuid(session) && gate.isInSession(UUID.fromString(session), WorkspaceRole.VIEWER))
                .toList();
    }

    @POST
    @Path("{hash}/conversions")
    public Stem convert(@PathParam("hash") String hash, @Valid @NotNull ConversionRequest request) {
        Held from = stem(hash, WorkspaceRole.ENGINEER);
        Destination to = destination(request.session(), request.workspace(), from.workspace());
        if (!uploads.hasRoom(to.workspace(), 1)) {
            throw overQuota(from.stem().fileName(), uploads.limits(to.workspace()));
        }
        return switch (conversions.convert(
                from.stem().hash(), request.sampleRate(), request.channels(), to, caller.author())) {
            case Conversions.Result.Converted converted -> converted.stem();
            case Conversions.Result.NoSuchStem none ->
                throw Problem.notFound("such stem").exception();
            case Conversions.Result.Refused refused ->
                throw refused(refused.refusal(), from.stem().fileName());
        };
    }

    @POST
    @Path("preflight")
    public SessionPreflight.Outcome preflight(@Valid @NotNull PreflightRequest request) {
        return preflight.look(
                request.stems().stream()
                        .flatMap(each -> stems.through(each.stem(), WorkspaceRole.VIEWER).stream()
                                .map(workspace ->
                                        new SessionPreflight.Entry(each.stem(), tidy(each.fileName()), workspace)))
                        .toList(),
                request.sampleRate() == null ? OptionalInt.empty() : OptionalInt.of(request.sampleRate()));
    }

    /** Many stems in one answer; a POST, because that many names are too long for an address. */
    @POST
    @Path("bundles")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response bundle(@Valid @NotNull BundleRequest request) {
        List<StemBundles.Part> parts = request.parts().stream()
                .map(part -> new StemBundles.Part(part.stem(), part.second()))
                .toList();
        parts.stream()
                .map(StemBundles.Part::stem)
                .distinct()
                .filter(stem -> stems.through(stem, WorkspaceRole.VIEWER).isEmpty())
                .findFirst()
                .ifPresent(stem -> {
                    throw noStemOfBundle(stem).exception();
                });
        return switch (bundles.bundle(parts)) {
            case StemBundles.Result.Bundle bundle ->
                Response.ok(bundle.bytes()).header("Cache-Control", "no-store").build();
            case StemBundles.Result.NoSuchStem none ->
                throw noStemOfBundle(none.stem()).exception();
            case StemBundles.Result.BehindTheEnd behind ->
                throw Problem.malformed("second " + behind.part().second() + " of the stem "
                                + behind.part().stem() + " is behind its end: it has " + behind.seconds())
                        .exception();
        };
    }

    private static Problem noStemOfBundle(String stem) {
        return Problem.notFound("such stem").with("stem", stem);
    }

    @GET
    @Path("{hash}/peaks")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response peaks(
            @PathParam("hash") String hash, @QueryParam("framesPerPixel") @DefaultValue("256") int framesPerPixel) {
        if (!PeaksZoom.FRAMES_PER_PIXEL.contains(framesPerPixel)) {
            throw Problem.malformed("framesPerPixel is one of " + PeaksZoom.FRAMES_PER_PIXEL)
                    .exception();
        }
        InputStream peaks = new BufferedInputStream(blobs.read(
                StemKeys.peaks(stem(hash, WorkspaceRole.VIEWER).stem().hash())));
        StreamingOutput zoomed = out -> {
            try (peaks) {
                if (framesPerPixel == Peaks.FRAMES_PER_PIXEL) {
                    peaks.transferTo(out);
                } else {
                    PeaksZoom.reduce(peaks, out, framesPerPixel);
                }
            }
        };
        return Response.ok(zoomed)
                .header("Cache-Control", "private, max-age=31536000, immutable")
                .build();
    }

    /** A stem as the workspace knows it by which the caller may have it. */
    private record Held(Stem stem, UUID workspace) {}

    private Held stem(String hash, WorkspaceRole least) {
        return Optional.of(hash)
                .filter(Names::isSha256)
                .flatMap(name -> stems.through(name, least))
                .flatMap(workspace -> uploads.stem(hash, workspace).map(stem -> new Held(stem, workspace)))
                .orElseThrow(() -> Problem.notFound("such stem").exception());
    }

    /** The last part of a path, without what no file name should have. */
    private static String tidy(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("\\p{Cntrl}", "").strip();
        String shown = plain.isEmpty() ? "unnamed" : plain;
        int end = shown.offsetByCodePoints(0, Math.min(shown.codePointCount(0, shown.length()), FILE_NAME_CHARACTERS));
        return shown.substring(0, end);
    }
}
