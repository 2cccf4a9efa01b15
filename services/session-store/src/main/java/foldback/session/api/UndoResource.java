package foldback.session.api;

import foldback.kit.Caller;
import foldback.kit.Problem;
import foldback.session.api.Answers.ChangeAnswer;
import foldback.session.application.Session;
import foldback.session.application.UndoRedo;
import foldback.session.application.UndoRedo.Direction;
import foldback.session.messaging.MixLog;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Undo and redo of what the caller did; what others did since stays. */
@Path("/api/sessions")
final class UndoResource {
    /** @param skipOverwritten passes over steps of which others have overwritten everything */
    record StepRequest(
            @NotBlank @Size(max = 80) String client,
            @NotNull @Min(1) Long sequence,
            @Nullable Boolean skipOverwritten) {}

    /** @param kept paths that stay as they are, because somebody else wrote them since */
    record Possible(StepView step, int events, List<String> kept) {}

    record PossibleSteps(@Nullable Possible undo, @Nullable Possible redo) {}

    record Taken(long version, String outcome, List<String> kept) {}

    private final UndoRedo undoRedo;
    private final Found found;
    private final Caller caller;

    UndoResource(UndoRedo undoRedo, Found found, Caller caller) {
        this.undoRedo = undoRedo;
        this.found = found;
        this.caller = caller;
    }

    @GET
    @Path("{id}/undo")
    public PossibleSteps possible(@PathParam("id") String id) {
        Session session = found.session(id);
        return new PossibleSteps(next(session, Direction.UNDO), next(session, Direction.REDO));
    }

    private @Nullable Possible next(Session session, Direction direction) {
        return undoRedo.next(session, MixLog.person(caller.author()), direction)
                .map(p -> new Possible(StepView.of(p.step()), p.events(), p.kept()))
                .orElse(null);
    }

    @POST
    @Path("{id}/undo")
    public Taken undo(@PathParam("id") String id, @Valid @NotNull StepRequest request) {
        return take(id, request, Direction.UNDO);
    }

    @POST
    @Path("{id}/redo")
    public Taken redo(@PathParam("id") String id, @Valid @NotNull StepRequest request) {
        return take(id, request, Direction.REDO);
    }

    private Taken take(String id, StepRequest request, Direction direction) {
        found.session(id);
        boolean skip = Boolean.TRUE.equals(request.skipOverwritten());
        var result = undoRedo.take(
                id, MixLog.person(caller.author()), request.client(), request.sequence(), direction, skip);
        return switch (result) {
            case UndoRedo.Result.Taken taken -> {
                ChangeAnswer answer = Answers.of(taken.answer());
                yield new Taken(answer.version(), answer.outcome(), taken.kept());
            }
            case UndoRedo.Result.NothingLeft nothing ->
                throw Problem.of(
                                409,
                                direction == Direction.UNDO ? "nothing-to-undo" : "nothing-to-redo",
                                direction == Direction.UNDO ? "There is nothing to undo" : "There is nothing to redo",
                                "Nothing of yours is left that could be. Nothing was changed.")
                        .exception();
            case UndoRedo.Result.Overwritten overwritten ->
                throw Problem.of(
                                409,
                                "overwritten",
                                "Somebody else has changed it since",
                                "Others have written everything that this step would change, and it stays as they have it."
                                        + " Nothing was changed; skipOverwritten passes over such steps.")
                        .with("kept", overwritten.kept())
                        .exception();
        };
    }
}
