package foldback.session.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Problem;
import foldback.mix.Change;
import foldback.mix.Effect;
import foldback.mix.Facts;
import foldback.mix.Outcome;
import foldback.mix.SessionState;
import foldback.mix.Writes;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MixCodec;
import foldback.mix.codec.StateCodec;
import foldback.session.application.History;
import foldback.session.application.Recorded;
import foldback.session.application.Session;
import foldback.session.application.Step;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a session was, and what became of it change by change. */
@Path("/api/sessions")
final class PastResource {
    private static final int PAGE = 500;
    private static final int LONGEST_PAGE = 1000;
    private static final int BLAMED = 100;
    private static final int MOST_BLAMED = 200;
    private static final int DIFFERING = 1000;
    private static final int MOST_DIFFERING = 5000;

    record HistoryEntry(
            long version,
            String author,
            @Nullable String account,
            Instant at,
            String client,
            long sequence,
            String outcome,
            @Nullable String reason,
            @Nullable String gesture,
            @Nullable String answersNote,
            List<Long> undoes,
            JsonNode events) {}

    /** Who wrote a fact last. */
    record BlameEntry(
            String path,
            JsonNode value,
            long version,
            String author,
            @Nullable String account,
            @Nullable Instant at) {}

    /** @param more how many effects are not shown */
    record Diff(long from, long to, List<EffectView> effects, int more) {}

    private final Found found;
    private final History history;

    PastResource(Found found, History history) {
        this.found = found;
        this.history = history;
    }

    @GET
    @Path("{id}/mix-document")
    public Response document(
            @PathParam("id") String id,
            @QueryParam("version") @Nullable Long version,
            @QueryParam("revision") @Nullable String revision) {
        byte[] document = MixCodec.canonicalDocument(
                found.state(found.session(id), version, revision).mix());
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE)
                .tag(new EntityTag(CanonicalJson.sha256(document)))
                .build();
    }

    @GET
    @Path("{id}/history")
    public List<HistoryEntry> history(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @Nullable Integer limit) {
        return page(found.session(id), before, limit).stream()
                .map(PastResource::entry)
                .toList();
    }

    @GET
    @Path("{id}/steps")
    public List<StepView> steps(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @Nullable Integer limit) {
        return Step.of(page(found.session(id), before, limit)).stream()
                .map(StepView::of)
                .toList();
    }

    @GET
    @Path("{id}/blame")
    public List<BlameEntry> blame(
            @PathParam("id") String id,
            @QueryParam("path") @Nullable String path,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = limited(limit, BLAMED, MOST_BLAMED);
        Session session = found.session(id);
        SessionState state = session.state();
        SortedMap<String, Writes.Write> writes = new TreeMap<>();
        state.writes().forEach((fact, write) -> {
            if (isAtOrBelow(fact, path) && (after == null || fact.compareTo(after) > 0)) {
                writes.put(fact, write);
            }
        });
        List<Map.Entry<String, Writes.Write>> shown =
                writes.entrySet().stream().limit(count).toList();
        Map<Long, Instant> times = history.times(
                session, shown.stream().map(e -> e.getValue().version()).toList());
        Facts facts = Facts.of(state);
        return shown.stream()
                .map(e -> new BlameEntry(
                        e.getKey(),
                        StateCodec.value(facts.get(e.getKey())),
                        e.getValue().version(),
                        e.getValue().author().name(),
                        e.getValue().author().account(),
                        times.get(e.getValue().version())))
                .toList();
    }

    @GET
    @Path("{id}/diff")
    public Diff diff(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("path") @Nullable String path,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = limited(limit, DIFFERING, MOST_DIFFERING);
        if (from == null) {
            throw Problem.malformed("from: a version or the id of a revision is needed")
                    .exception();
        }
        Session session = found.session(id);
        SessionState one = found.state(session, from);
        SessionState other = found.state(session, to);
        List<Effect> effects = Facts.of(one).to(Facts.of(other)).stream()
                .filter(e -> isAtOrBelow(e.path(), path)
                        && (after == null || e.path().compareTo(after) > 0))
                .toList();
        return new Diff(
                one.version(),
                other.version(),
                EffectView.of(effects.stream().limit(count).toList()),
                Math.max(0, effects.size() - count));
    }

    /** A path names a fact, and with it what is below it. */
    private static boolean isAtOrBelow(String fact, @Nullable String path) {
        return path == null || path.isEmpty() || fact.equals(path) || fact.startsWith(path + "/");
    }

    private static int limited(@Nullable Integer limit, int usual, int most) {
        int count = limit == null ? usual : limit;
        if (count < 1 || count > most) {
            throw Problem.malformed("limit: 1 to " + most + " is needed").exception();
        }
        return count;
    }

    private List<Recorded> page(Session session, @Nullable Long before, @Nullable Integer limit) {
        int count = limited(limit, PAGE, LONGEST_PAGE);
        if (before != null && before < 1) {
            throw Problem.malformed("before: a version from 1 on is needed").exception();
        }
        long end = session.state().version();
        long last = before == null ? end : Math.min(end, before - 1);
        return history.between(session, Math.max(0, last - count), last);
    }

    private static HistoryEntry entry(Recorded recorded) {
        Change change = recorded.change();
        String reason = recorded.outcome() instanceof Outcome.Voided voided
                ? voided.reason().explanation()
                : null;
        return new HistoryEntry(
                recorded.version(),
                change.author().name(),
                change.author().account(),
                recorded.at(),
                change.client(),
                change.sequence(),
                reason == null ? "applied" : "void",
                reason,
                change.gesture() == null ? null : change.gesture().value(),
                change.answersNote() == null ? null : change.answersNote().value(),
                change.undoes(),
                MixCodec.events(change.events()));
    }
}
