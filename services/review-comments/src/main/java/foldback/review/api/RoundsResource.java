package foldback.review.api;

import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.log.Author;
import foldback.review.application.Contradictions;
import foldback.review.application.ReviewLimits;
import foldback.review.application.ReviewRounds;
import foldback.review.application.Rounds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rounds of a session. */
@Path("/api/reviews/{session}")
final class RoundsResource {
    private static final int MOST_AGREED = 100;
    private static final String SHA256 = "[0-9a-f]{64}";

    record BriefRequest(
            @NotNull @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String text,

            @Nullable @Min(0) @Max(MOST_AGREED) Integer agreedRounds,
            @NotNull @Valid PersonView decider) {}

    record SubmitRequest(
            @NotBlank @Size(max = 64) String revision,

            @NotNull @Size(min = 1, max = ReviewLimits.REVIEWERS)
            List<@NotNull @Valid PersonView> reviewers,

            @Nullable @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String message) {}

    record VerdictRequest(
            Rounds.@NotNull Opinion verdict,
            @NotNull @Pattern(regexp = SHA256) String mixDocument,

            @Nullable @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String comment) {}

    record DecisionRequest(
            Rounds.@NotNull Opinion verdict,
            @NotNull @Pattern(regexp = SHA256) String mixDocument,

            @Nullable @Size(max = ReviewLimits.TEXT_CHARACTERS)
            String comment,

            @Nullable @Size(max = ReviewLimits.NOTES) List<@NotNull UUID> contradictions) {}

    record BriefView(String text, int agreedRounds, PersonView decider, PersonView by, Instant at) {}

    /** @param stale whether the mix is another by now than the one that it is about */
    record VerdictView(
            PersonView by, Instant at, Rounds.Opinion verdict, String mixDocument, String comment, boolean stale) {}

    /** @param extra whether it is beyond the number that was agreed */
    record RoundView(
            UUID id,
            int number,
            boolean extra,
            String revision,
            long version,
            String mixDocument,
            List<PersonView> reviewers,
            String message,
            PersonView by,
            Instant at,
            List<VerdictView> verdicts,
            @Nullable VerdictView decision,
            List<UUID> contradictions,
            NoteView.@Nullable WithdrawalView withdrawn,
            String state) {}

    /** @param current the hash of the mix document now; null where it cannot be known */
    record OverviewView(
            @Nullable BriefView brief,
            List<RoundView> rounds,
            @Nullable String current,
            List<Contradictions.Pair> contradictions) {}

    private final ReviewRounds rounds;
    private final Asker asker;

    RoundsResource(ReviewRounds rounds, Asker asker) {
        this.rounds = rounds;
        this.asker = asker;
    }

    @GET
    @Path("rounds")
    public OverviewView all(@PathParam("session") String session) {
        UUID id = session(session);
        return view(rounds.look(id, asker.in(id)));
    }

    @PUT
    @Path("brief")
    public OverviewView brief(@PathParam("session") String session, @Valid @NotNull BriefRequest request) {
        UUID id = session(session);
        return done(rounds.brief(
                id,
                asker.in(id),
                request.text().strip(),
                request.agreedRounds() == null ? 0 : request.agreedRounds(),
                request.decider().author()));
    }

    @POST
    @Path("rounds")
    public Response submit(@PathParam("session") String session, @Valid @NotNull SubmitRequest request) {
        UUID id = session(session);
        List<Author> reviewers =
                request.reviewers().stream().map(PersonView::author).toList();
        return Response.status(Response.Status.CREATED)
                .entity(done(rounds.submit(id, asker.in(id), request.revision(), reviewers, said(request.message()))))
                .build();
    }

    @POST
    @Path("rounds/{round}/verdicts")
    public OverviewView judge(
            @PathParam("session") String session,
            @PathParam("round") String round,
            @Valid @NotNull VerdictRequest request) {
        UUID id = session(session);
        return done(rounds.judge(
                id, asker.in(id), round(round), request.verdict(), request.mixDocument(), said(request.comment())));
    }

    @POST
    @Path("rounds/{round}/decision")
    public OverviewView decide(
            @PathParam("session") String session,
            @PathParam("round") String round,
            @Valid @NotNull DecisionRequest request) {
        UUID id = session(session);
        List<UUID> seen = request.contradictions();
        return done(rounds.decide(
                id,
                asker.in(id),
                round(round),
                request.verdict(),
                request.mixDocument(),
                said(request.comment()),
                seen == null ? List.of() : seen));
    }

    @DELETE
    @Path("rounds/{round}")
    public OverviewView withdraw(@PathParam("session") String session, @PathParam("round") String round) {
        UUID id = session(session);
        return done(rounds.withdraw(id, asker.in(id), round(round)));
    }

    @GET
    @Path("audit")
    public List<HappeningView> audit(@PathParam("session") String session) {
        return rounds.audit(session(session)).stream().map(HappeningView::of).toList();
    }

    private static UUID session(String session) {
        return Names.uuid(session, "such session");
    }

    private static UUID round(String round) {
        return Names.uuid(round, "such round");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static OverviewView done(ReviewRounds.Result result) {
        return switch (result) {
            case ReviewRounds.Result.Done done -> view(done.overview());
            case ReviewRounds.Result.Refused refused ->
                throw Refusals.problem(refused.why()).exception();
            case ReviewRounds.Result.NoSuchRevision none ->
                throw Problem.notFound("such revision of this session").exception();
            case ReviewRounds.Result.Contradicting contradicting ->
                throw Problem.of(
                                409,
                                "notes-contradict",
                                "Notes contradict each other",
                                "Nobody can follow all of them. The round is still open: settle them, or decide and"
                                        + " name them.")
                        .with("contradictions", contradicting.pairs())
                        .exception();
        };
    }

    private static OverviewView view(ReviewRounds.Overview overview) {
        Rounds.Brief brief = overview.rounds().brief();
        int agreed = brief == null ? 0 : brief.agreedRounds();
        return new OverviewView(
                brief == null
                        ? null
                        : new BriefView(
                                brief.text(),
                                brief.agreedRounds(),
                                PersonView.of(brief.decider()),
                                PersonView.of(brief.by()),
                                brief.at()),
                overview.rounds().rounds().stream()
                        .map(round -> view(round, agreed, overview.current()))
                        .toList(),
                overview.current(),
                overview.contradictions());
    }

    private static RoundView view(Rounds.Round round, int agreed, @Nullable String current) {
        Rounds.Verdict decision = round.decision();
        return new RoundView(
                round.id(),
                round.number(),
                agreed > 0 && round.number() > agreed,
                round.revision(),
                round.version(),
                round.mixDocument(),
                round.reviewers().stream().map(PersonView::of).toList(),
                round.message(),
                PersonView.of(round.by()),
                round.at(),
                round.verdicts().stream().map(v -> view(v, current)).toList(),
                decision == null ? null : view(decision, current),
                round.contradictions(),
                round.withdrawn() == null
                        ? null
                        : new NoteView.WithdrawalView(
                                round.withdrawn().by().name(), round.withdrawn().at()),
                state(round));
    }

    private static VerdictView view(Rounds.Verdict verdict, @Nullable String current) {
        return new VerdictView(
                PersonView.of(verdict.by()),
                verdict.at(),
                verdict.opinion(),
                verdict.mixDocument(),
                verdict.comment(),
                current != null && !current.equals(verdict.mixDocument()));
    }

    private static String state(Rounds.Round round) {
        if (round.withdrawn() != null) {
            return "withdrawn";
        }
        return round.underWay() ? "open" : "decided";
    }
}
