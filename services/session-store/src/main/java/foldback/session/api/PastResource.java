package foldback.session.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Problem;
import foldback.mix.Change;
import foldback.mix.Outcome;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MixCodec;
import foldback.session.application.History;
import foldback.session.application.Recorded;
import foldback.session.application.Session;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session was, and what became of it change by change. */
@Path("/api/sessions")
final class PastResource {
    private static final int PAGE = 500;
    private static final int LONGEST_PAGE = 1000;

    record HistoryEntry(
            long version,
            String author,
            Instant at,
            String client,
            long sequence,
            String outcome,
            @Nullable String reason,
            @Nullable String gesture,
            @Nullable String answersNote,
            List<Long> undoes,
            JsonNode events) {}

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

    private List<Recorded> page(Session session, @Nullable Long before, @Nullable Integer limit) {
        int count = limit == null ? PAGE : limit;
        if (count < 1 || count > LONGEST_PAGE) {
            throw Problem.malformed("limit: 1 to " + LONGEST_PAGE + " is needed")
                    .exception();
        }
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
                change.author(),
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
