package foldback.review.api;

import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.review.application.Exchange;
import foldback.review.application.MarkerFile;
import foldback.review.application.ReviewLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes for other programs, and from them. */
@Path("/api/reviews/{session}")
final class ExchangeResource {
    /** @param at the version, or the id of the revision, that the times are of */
    record PasteRequest(
            @NotBlank @Size(max = 64) String at,

            @NotBlank @Size(max = ReviewLimits.PASTED_CHARACTERS)
            String text) {}

    record PastedView(List<NoteView> pinned, List<Exchange.NotPinned> notPinned) {}

    private final Exchange exchange;
    private final Asker asker;

    ExchangeResource(Exchange exchange, Asker asker) {
        this.exchange = exchange;
        this.asker = asker;
    }

    @GET
    @Path("markers")
    public Response markers(
            @PathParam("session") String session,
            @QueryParam("at") @Nullable String at,
            @QueryParam("format") @Nullable String format) {
        UUID id = Names.uuid(session, "such session");
        MarkerFile file = format(format);
        if (at == null) {
            throw Problem.malformed("at: a version or the id of a revision is needed")
                    .exception();
        }
        byte[] bytes = exchange.markers(id, asker.in(id), at, file)
                .orElseThrow(() -> Problem.notFound("such version or revision of this session")
                        .exception());
        return Response.ok(bytes)
                .type(file.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"")
                .build();
    }

    @POST
    @Path("pasted-notes")
    public PastedView paste(@PathParam("session") String session, @Valid @NotNull PasteRequest request) {
        UUID id = Names.uuid(session, "such session");
        if (request.text().lines().count() > ReviewLimits.PASTED_LINES) {
            throw Problem.malformed("text: at most " + ReviewLimits.PASTED_LINES + " lines at a time")
                    .exception();
        }
        Exchange.Imported imported = exchange.paste(id, asker.in(id), request.at(), request.text())
                .orElseThrow(() -> Problem.notFound("such version or revision of this session")
                        .exception());
        return new PastedView(
                imported.pinned().stream().map(note -> NoteView.of(note, null)).toList(), imported.notPinned());
    }

    private static MarkerFile format(@Nullable String name) {
        for (MarkerFile file : MarkerFile.values()) {
            if (file.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return file;
            }
        }
        throw Problem.malformed("format: reaper-csv, reaper-project, audacity, midi, dawproject or csv is needed")
                .exception();
    }
}
