package foldback.review.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.log.Author;
import foldback.mix.StripAddress;
import foldback.mix.anchor.Place;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import foldback.review.application.Note;
import foldback.review.application.Notes;
import foldback.review.application.ReviewLimits;
import foldback.review.application.Suggestions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes on the mixes of a session. */
@Path("/api/reviews/{session}/notes")
final class NotesResource {
    private static final long LAST_FRAME = foldback.mix.Limits.FRAMES;

    record SuggestionRequest(
            @NotBlank @Size(max = ReviewLimits.SUMMARY_CHARACTERS)
            String summary,

            @NotNull JsonNode events) {}

    /** @param version of the live mix that was heard, where it was no revision */
    record PinRequest(
            @Nullable @Size(min = 1, max = 64) String revision,
            @Nullable @Min(1) Long version,
            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String mixDocument,
            @NotNull @Min(0) @Max(LAST_FRAME) Long frame,
            @Nullable @Max(LAST_FRAME) Long endFrame,
            @NotNull @Min(8000) @Max(192_000) Integer sampleRate,
            @Nullable @Size(max = ReviewLimits.STRIPS) List<@NotNull @Size(max = 80) String> strips,

            @NotBlank @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String text,

            @Nullable @Size(max = ReviewLimits.MENTIONS) List<@NotNull @Valid PersonView> mentions,
            Note.@Nullable Priority priority,
            Note.@Nullable Visibility visibility,
            @Nullable @Valid SuggestionRequest suggestion) {}

    record EditRequest(
            @Nullable @Size(min = 1, max = ReviewLimits.TEXT_CHARACTERS)
            String text,

            @Nullable @Size(max = ReviewLimits.MENTIONS) List<@NotNull @Valid PersonView> mentions,
            Note.@Nullable Priority priority,
            Note.@Nullable Visibility visibility) {}

    record TextRequest(
            @NotBlank @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String text) {}

    /** @param answeredBy the versions that answer the note; none if it took no change */
    record ResolutionRequest(
            @Nullable @Size(max = ReviewLimits.ANSWERS) List<@NotNull @Min(1) Long> answeredBy) {}

    private final Notes notes;
    private final Suggestions suggestions;
    private final Asker asker;

    NotesResource(Notes notes, Suggestions suggestions, Asker asker) {
        this.notes = notes;
        this.suggestions = suggestions;
        this.asker = asker;
    }

    @GET
    public List<NoteView> all(
            @PathParam("session") String session,
            @QueryParam("revision") @Nullable String revision,
            @QueryParam("at") @Nullable String at) {
        UUID id = session(session);
        if (at != null) {
            asker.requireHears(at);
        }
        if (at == null) {
            return notes.inOrder(id, asker.in(id), revision).stream()
                    .map(note -> view(note, null))
                    .toList();
        }
        return notes
                .placed(id, asker.in(id), revision, at)
                .orElseThrow(() -> Problem.notFound("such version or revision of this session")
                        .exception())
                .stream()
                .map(placed -> view(placed.note(), placed.place()))
                .toList();
    }

    @POST
    public Response pin(@PathParam("session") String session, @Valid @NotNull PinRequest request) {
        if (request.endFrame() != null && request.endFrame() <= request.frame()) {
            throw Problem.malformed("endFrame: a range ends after it begins").exception();
        }
        if ((request.revision() == null) == (request.version() == null)) {
            throw Problem.malformed("revision or version: one of them is needed")
                    .exception();
        }
        asker.requireHears(request.revision());
        Note.Visibility usual = asker.isGuest() ? Note.Visibility.GUESTS : Note.Visibility.TEAM;
        Notes.Draft draft = new Notes.Draft(
                request.revision() == null ? String.valueOf(request.version()) : request.revision(),
                request.mixDocument(),
                request.frame(),
                request.endFrame(),
                request.sampleRate(),
                strips(request.strips()),
                request.text().strip(),
                people(request.mentions()),
                request.priority() == null ? Note.Priority.NORMAL : request.priority(),
                request.visibility() == null ? usual : request.visibility(),
                suggestion(request.suggestion()));
        UUID id = session(session);
        return created(notes.pin(id, asker.in(id), draft));
    }

    @GET
    @Path("{note}")
    public NoteView note(@PathParam("session") String session, @PathParam("note") String note) {
        return view(found(session(session), note), null);
    }

    @GET
    @Path("{note}/history")
    public List<HappeningView> history(@PathParam("session") String session, @PathParam("note") String note) {
        UUID id = session(session);
        Note found = found(id, note); // nobody reads the history of what they may not see
        return notes.history(id, found.id()).stream().map(HappeningView::of).toList();
    }

    @PATCH
    @Path("{note}")
    public NoteView edit(
            @PathParam("session") String session, @PathParam("note") String note, @Valid @NotNull EditRequest request) {
        if (request.text() != null && request.text().isBlank()) {
            throw Problem.malformed("text: must not be blank").exception();
        }
        UUID id = session(session);
        return done(notes.edit(
                id,
                asker.in(id),
                note(note),
                new Notes.Edit(
                        request.text() == null ? null : request.text().strip(),
                        request.mentions() == null ? null : people(request.mentions()),
                        request.priority(),
                        request.visibility())));
    }

    @DELETE
    @Path("{note}")
    public NoteView withdraw(@PathParam("session") String session, @PathParam("note") String note) {
        UUID id = session(session);
        return done(notes.withdraw(id, asker.in(id), note(note)));
    }

    @POST
    @Path("{note}/replies")
    public Response reply(
            @PathParam("session") String session, @PathParam("note") String note, @Valid @NotNull TextRequest request) {
        UUID id = session(session);
        return created(notes.reply(id, asker.in(id), note(note), request.text().strip()));
    }

    @PATCH
    @Path("{note}/replies/{reply}")
    public NoteView rewordReply(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @PathParam("reply") String reply,
            @Valid @NotNull TextRequest request) {
        UUID id = session(session);
        return done(notes.rewordReply(
                id, asker.in(id), note(note), reply(reply), request.text().strip()));
    }

    @DELETE
    @Path("{note}/replies/{reply}")
    public NoteView withdrawReply(
            @PathParam("session") String session, @PathParam("note") String note, @PathParam("reply") String reply) {
        UUID id = session(session);
        return done(notes.withdrawReply(id, asker.in(id), note(note), reply(reply)));
    }

    @PUT
    @Path("{note}/reactions/{reaction}")
    public NoteView react(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @PathParam("reaction") String reaction) {
        UUID id = session(session);
        return done(notes.react(id, asker.in(id), note(note), reaction(reaction), true));
    }

    @DELETE
    @Path("{note}/reactions/{reaction}")
    public NoteView reactNoMore(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @PathParam("reaction") String reaction) {
        UUID id = session(session);
        return done(notes.react(id, asker.in(id), note(note), reaction(reaction), false));
    }

    @POST
    @Path("{note}/resolution")
    public NoteView resolve(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @Valid @NotNull ResolutionRequest request) {
        UUID id = session(session);
        List<Long> answers = request.answeredBy();
        return done(notes.resolve(id, asker.in(id), note(note), answers == null ? List.of() : answers));
    }

    @DELETE
    @Path("{note}/resolution")
    public NoteView reopen(@PathParam("session") String session, @PathParam("note") String note) {
        UUID id = session(session);
        return done(notes.reopen(id, asker.in(id), note(note)));
    }

    // ---- suggestions and answers

    /**
     * What a note's suggestion would come to.
     *
     * @param at the version or the revision to try it on
     */
    @GET
    @Path("{note}/suggestion")
    public ProspectView prospect(
            @PathParam("session") String session,
            @PathParam("note") String note,
            @QueryParam("at") @Nullable String at) {
        UUID id = session(session);
        if (at == null) {
            throw Problem.malformed("at: a version or the id of a revision is needed")
                    .exception();
        }
        return ProspectView.of(suggestions.prospect(id, found(id, note), at));
    }

    @GET
    @Path("{note}/answers")
    public AnswersView answers(@PathParam("session") String session, @PathParam("note") String note) {
        UUID id = session(session);
        return suggestions
                .answers(id, found(id, note))
                .map(AnswersView::of)
                .orElseThrow(() -> Problem.notFound("such session").exception());
    }

    // ---- reading requests

    private Note found(UUID session, String note) {
        return notes.find(session, asker.in(session), note(note))
                .orElseThrow(() -> Problem.notFound("such note in this session").exception());
    }

    private static UUID session(String session) {
        return Names.uuid(session, "such session");
    }

    private static UUID note(String note) {
        return Names.uuid(note, "such note");
    }

    private static UUID reply(String reply) {
        return Names.uuid(reply, "such reply");
    }

    private static Note.Reaction reaction(String reaction) {
        for (Note.Reaction each : Note.Reaction.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(reaction)) {
                return each;
            }
        }
        throw Problem.notFound("such reaction: agree, disagree, love, heard and question are those")
                .exception();
    }

    private static List<Author> people(@Nullable List<PersonView> people) {
        return people == null
                ? List.of()
                : people.stream().map(PersonView::author).toList();
    }

    private static List<StripAddress> strips(@Nullable List<String> paths) {
        try {
            return paths == null
                    ? List.of()
                    : paths.stream().map(StripAddress::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("strips: " + e.getMessage()).exception();
        }
    }

    private static Note.@Nullable Suggestion suggestion(@Nullable SuggestionRequest suggestion) {
        if (suggestion == null) {
            return null;
        }
        try {
            return new Note.Suggestion(
                    suggestion.summary().strip(), MixCodec.events(MixCodec.decodeEvents(suggestion.events())));
        } catch (MalformedJsonException e) {
            throw Problem.malformed("suggestion: " + e.what()).exception();
        }
    }

    // ---- answering

    private NoteView view(Note note, @Nullable Place place) {
        NoteView view = NoteView.of(note, place);
        return asker.isGuest() ? view.toGuests() : view;
    }

    private Response created(Notes.Result result) {
        return Response.status(Response.Status.CREATED).entity(done(result)).build();
    }

    private NoteView done(Notes.Result result) {
        return switch (result) {
            case Notes.Result.Done done -> view(done.note(), null);
            case Notes.Result.Refused refused ->
                throw Refusals.problem(refused.why()).exception();
            case Notes.Result.NoSuchMix none ->
                throw Problem.notFound("such revision or version of this session")
                        .exception();
            case Notes.Result.OtherDocument other ->
                throw Problem.of(
                                409,
                                "other-mix-document",
                                "Another mix was heard",
                                "The mix document there is another than the one that the note names."
                                        + " Nothing was pinned; load the mix again.")
                        .with("mixDocument", other.actual())
                        .exception();
            case Notes.Result.BeyondTheEnd beyond ->
                throw Problem.of(
                                422,
                                "beyond-the-end",
                                "The song is over by then",
                                "The note would stand after the end of the song and its reverb. Nothing was pinned.")
                        .with("endFrame", beyond.endFrame())
                        .exception();
            case Notes.Result.OtherRate other ->
                throw Problem.malformed("sampleRate: the session has " + other.actual())
                        .exception();
            case Notes.Result.NoSuchStrip none ->
                throw Problem.of(
                                422,
                                "no-such-strip",
                                "There is no such track or bus",
                                "The mix that was heard has no " + none.strip() + ". Nothing was pinned.")
                        .with("strip", none.strip())
                        .exception();
        };
    }
}
