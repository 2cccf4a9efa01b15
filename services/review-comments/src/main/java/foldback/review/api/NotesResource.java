package foldback.review.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.review.application.Note;
import foldback.review.application.Notes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes on the revisions of a session. */
@Path("/api/reviews/{session}/notes")
final class NotesResource {
    private static final int TEXT_CHARACTERS = 4000;
    private static final long LAST_FRAME = foldback.mix.Limits.FRAMES;

    record SuggestionView(
            @NotBlank @Size(max = 200) String summary,
            @NotNull JsonNode events) {}

    record PinRequest(
            @NotBlank @Size(max = 64) String revision,
            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String mixDocument,
            @NotNull @Min(0) @Max(LAST_FRAME) Long frame,
            @Nullable @Max(LAST_FRAME) Long endFrame,
            @NotNull @Min(8000) @Max(192_000) Integer sampleRate,
            @NotBlank @Size(max = TEXT_CHARACTERS) String text,
            @Nullable @Valid SuggestionView suggestion) {}

    record ReplyRequest(
            @NotBlank @Size(max = TEXT_CHARACTERS) String text) {}

    record ResolutionRequest(@Nullable @Min(1) Long answeredByVersion) {}

    record NoteView(
            UUID id,
            UUID session,
            String revision,
            String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            String text,
            String author,
            Instant at,
            @Nullable SuggestionView suggestion,
            List<Note.Reply> replies,
            Note.@Nullable Resolution resolved) {}

    private final Notes notes;
    private final Caller caller;

    NotesResource(Notes notes, Caller caller) {
        this.notes = notes;
        this.caller = caller;
    }

    @GET
    public List<NoteView> all(@PathParam("session") String session, @QueryParam("revision") @Nullable String revision) {
        return notes.inOrder(Names.uuid(session, "such session"), revision).stream()
                .map(NotesResource::view)
                .toList();
    }

    @POST
    public Response pin(@PathParam("session") String session, @Valid @NotNull PinRequest request) {
        if (request.endFrame() != null && request.endFrame() <= request.frame()) {
            throw Problem.malformed("endFrame: a range ends after it begins").exception();
        }
        Notes.Draft draft = new Notes.Draft(
                request.revision(),
                request.mixDocument(),
                request.frame(),
                request.endFrame(),
                request.sampleRate(),
                request.text().strip(),
                suggestion(request.suggestion()));
        return created(notes.pin(Names.uuid(session, "such session"), caller.author(), draft));
    }

    @POST
    @Path("{note}/replies")
    public Response reply(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @Valid @NotNull ReplyRequest request) {
        return created(notes.reply(
                Names.uuid(session, "such session"),
                Names.uuid(note, "such note"),
                caller.author(),
                request.text().strip()));
    }

    @POST
    @Path("{note}/resolution")
    public NoteView resolve(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @Valid @NotNull ResolutionRequest request) {
        return done(notes.resolve(
                Names.uuid(session, "such session"),
                Names.uuid(note, "such note"),
                caller.author(),
                request.answeredByVersion()));
    }

    private static Response created(Notes.Result result) {
        return Response.status(Response.Status.CREATED).entity(done(result)).build();
    }

    private static NoteView done(Notes.Result result) {
        return switch (result) {
            case Notes.Result.Done done -> view(done.note());
            case Notes.Result.NoSuchNote none ->
                throw Problem.notFound("such note in this session").exception();
            case Notes.Result.NoSuchRevision none ->
                throw Problem.notFound("such revision of this session").exception();
            case Notes.Result.OtherDocument other ->
                throw Problem.of(
                                409,
                                "other-mix-document",
                                "Another mix was heard",
                                "The revision's mix document is another than the one that the note names."
                                        + " Nothing was pinned; load the revision again.")
                        .with("mixDocument", other.actual())
                        .exception();
            case Notes.Result.ResolvedAlready already ->
                throw Problem.of(
                                409,
                                "note-resolved",
                                "The note is resolved already",
                                "Somebody resolved the note before. It is as they left it.")
                        .exception();
        };
    }

    private static Note.@Nullable Suggestion suggestion(@Nullable SuggestionView suggestion) {
        if (suggestion == null) {
            return null;
        }
        try {
            return new Note.Suggestion(suggestion.summary().strip(), MixCodec.decodeEvents(suggestion.events()));
        } catch (MalformedJsonException e) {
            throw Problem.malformed("suggestion: " + e.what()).exception();
        }
    }

    private static NoteView view(Note note) {
        Note.Suggestion suggestion = note.suggestion();
        return new NoteView(
                note.id(),
                note.session(),
                note.revision(),
                note.mixDocument(),
                note.frame(),
                note.endFrame(),
                note.sampleRate(),
                note.text(),
                note.author(),
                note.at(),
                suggestion == null
                        ? null
                        : new SuggestionView(suggestion.summary(), MixCodec.events(suggestion.events())),
                note.replies(),
                note.resolved());
    }
}
