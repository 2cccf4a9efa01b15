package foldback.render.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.render.application.Download;
import foldback.render.application.Render;
import foldback.render.application.RenderKeys;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderEvent.AudioFacts;
import foldback.render.messaging.RenderEvent.DeliveryRequested;
import foldback.render.messaging.RenderEvent.Naming;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderLog;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The renders, projected from the render log. A render that is finished stays finished, whatever comes after. */
@Startup
@ApplicationScoped
public class RenderRows {
    private static final int DOWNLOADS_SHOWN = 1000;
    private static final int SHOWN = 200;

    private final EntityManager entities;
    private final LogProjection projection;

    /** Told, perhaps within a transaction, that there may be room in the queue. */
    private volatile Runnable changed = () -> {};

    RenderRows(@PersistenceUnit("render") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.projection =
                LogProjection.follow(log, entities, TopicNames.RENDER_EVENTS, RenderLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
    }

    /**
     * Tells somebody of every event from now on.
     *
     * @param listener must not block
     */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Appends a render event, and returns when its row is there. */
    public void append(LogEntry entry) {
        projection.appendAndProject(entry);
    }

    /** A render as it was last asked for. */
    public Optional<Render> find(String id) {
        return asked(id).stream().findFirst();
    }

    /** A render as each session asked for it that did, the last first. */
    public List<Render> asked(String id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select q from RenderRequestEntity q join fetch q.render r where r.id = :id"
                                        + " order by q.requestedAt desc, q.id desc",
                                RenderRequestEntity.class)
                        .setParameter("id", id)
                        .setMaxResults(SHOWN)
                        .getResultList()
                        .stream()
                        .map(RenderRows::render)
                        .toList());
    }

    /** What a session asked to be rendered, newest first; each bounce once for each version it was asked for. Comparisons are not among them. */
    public List<Render> ofSession(UUID session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery("""
                        select q from RenderRequestEntity q join fetch q.render r
                        where q.session = :session and r.purpose <> 'comparison' and not exists (
                          select 1 from RenderRequestEntity later
                          where later.session = q.session and later.render = q.render and later.version = q.version
                            and (later.requestedAt > q.requestedAt or later.requestedAt = q.requestedAt and later.id > q.id))
                        order by q.requestedAt desc, q.id desc""", RenderRequestEntity.class)
                        .setParameter("session", session)
                        .setMaxResults(SHOWN)
                        .getResultList()
                        .stream()
                        .map(RenderRows::render)
                        .toList());
    }

    /** What was taken away of a session, the last first. */
    public List<Download> downloads(UUID session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select d from RenderDownloadEntity d where d.session = :session order by d.takenAt desc, d.id desc",
                                RenderDownloadEntity.class)
                        .setParameter("session", session)
                        .setMaxResults(DOWNLOADS_SHOWN)
                        .getResultList()
                        .stream()
                        .map(d -> new Download(d.id, d.render, d.file, d.takenBy, d.account, d.takenAt))
                        .toList());
    }

    /** The jobs that were put into the queue and not taken up since. */
    public List<RenderJob> waiting() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select r from RenderEntity r where r.state = :queued and r.released order by r.requestedAt",
                                RenderEntity.class)
                        .setParameter("queued", Render.State.QUEUED)
                        .getResultList()
                        .stream()
                        .map(r -> job(r, lastRequest(r).requestedBy))
                        .toList());
    }

    /** How many renders a session waits for. */
    public long unfinished(UUID session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select count(r) from RenderEntity r where r.session = :session and r.state in :unfinished",
                                Long.class)
                        .setParameter("session", session)
                        .setParameter("unfinished", List.of(Render.State.QUEUED, Render.State.RENDERING))
                        .getSingleResult());
    }

    /**
     * Takes the jobs whose turn it is. Each session has a few in the queue or with workers at a time, so that one with many renders leaves the
     * workers to others, too; previews and comparisons go at once. Whoever takes a job is the only one who did.
     *
     * @param mostOfSession finals that a session has in the queue or with workers
     */
    public List<RenderJob> takeTurns(int mostOfSession) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<?> ids = entities.createNativeQuery("""
                            select id from (
                              select r.id, r.purpose, r.requested_at,
                                row_number() over (partition by r.session, r.purpose order by r.requested_at) as place,
                                (select count(*) from render f where f.session = r.session and f.released
                                   and f.purpose = 'final' and f.state in ('QUEUED', 'RENDERING')) as ahead
                              from render r where r.state = 'QUEUED' and not r.released) waiting
                            where purpose <> 'final' or place + ahead <= ?1 order by place, requested_at""", String.class)
                    .setParameter(1, mostOfSession)
                    .getResultList();
            return ids.stream().map(String.class::cast).flatMap(this::take).toList();
        });
    }

    private Stream<RenderJob> take(String id) {
        int taken = entities.createQuery(
                        "update RenderEntity r set r.released = true where r.id = :id and not r.released and r.state = :queued")
                .setParameter("id", id)
                .setParameter("queued", Render.State.QUEUED)
                .executeUpdate();
        if (taken == 0) {
            return Stream.empty();
        }
        RenderEntity row = entities.find(RenderEntity.class, id);
        return Stream.of(job(row, lastRequest(row).requestedBy));
    }

    /** Its turn comes again: it may not be in the queue. */
    public void giveBack(RenderJob job) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createQuery(
                                "update RenderEntity r set r.released = false where r.id = :id and r.ticket = :ticket")
                        .setParameter("id", job.render())
                        .setParameter("ticket", job.ticket())
                        .executeUpdate());
    }

    private RenderRequestEntity lastRequest(RenderEntity row) {
        return entities.createQuery(
                        "select q from RenderRequestEntity q where q.render = :render order by q.requestedAt desc, q.id desc",
                        RenderRequestEntity.class)
                .setParameter("render", row)
                .setMaxResults(1)
                .getSingleResult();
    }

    private static RenderJob job(RenderEntity row, String requestedBy) {
        return new RenderJob(
                row.id,
                row.ticket,
                row.session.toString(),
                row.mixDocument,
                row.engine,
                row.purpose,
                RenderJson.tree(row.spec),
                requestedBy);
    }

    // ---- projection

    private void project(LogEntry entry, RenderEvent event) {
        RenderEntity row = entities.find(RenderEntity.class, event.render());
        switch (event) {
            case RenderEvent.RenderRequested requested -> request(entry, asDelivery(requested), row);
            case RenderEvent.DeliveryRequested requested -> request(entry, requested, row);
            case RenderEvent.RenderDownloaded downloaded -> note(entry, downloaded);
            case RenderEvent.RenderCancelled cancelled when row != null -> cancel(entry, row);
            case RenderEvent.RenderOverruled overruled when row != null -> overrule(entry, row, overruled);
            case RenderEvent.RenderStarted started
            when row != null && isAt(row, started.ticket()) -> {
                row.state = Render.State.RENDERING;
                row.attempt = started.attempt();
                row.progress = 0;
                row.secondsLeft = null;
            }
            case RenderEvent.RenderProgressed progressed
            when row != null && isAt(row, progressed.ticket()) -> {
                row.state = Render.State.RENDERING;
                row.progress = progressed.progress();
                row.secondsLeft = progressed.secondsLeft();
            }
            case RenderEvent.RenderTroubled troubled
            when row != null && isAt(row, troubled.ticket()) -> {
                row.state = Render.State.QUEUED;
                row.trouble = troubled.reason();
            }
            case RenderEvent.RenderFailed failed
            when row != null && isAt(row, failed.ticket()) -> {
                row.state = Render.State.FAILED;
                row.failure = failed.reason();
                row.secondsLeft = null;
            }
            case RenderEvent.RenderFinished finished
            when row != null -> finish(row, List.of(asFile(finished)), List.of());
            case RenderEvent.DeliveryFinished finished
            when row != null -> finish(row, finished.files(), finished.leftOut());
            case RenderEvent.RenderCancelled cancelled -> {}
            case RenderEvent.RenderOverruled overruled -> {}
            case RenderEvent.RenderStarted started -> {}
            case RenderEvent.RenderProgressed progressed -> {}
            case RenderEvent.RenderTroubled troubled -> {}
            case RenderEvent.RenderFailed failed -> {}
            case RenderEvent.RenderFinished finished -> {}
            case RenderEvent.DeliveryFinished finished -> {}
        }
        changed.run();
    }

    private void note(LogEntry entry, RenderEvent.RenderDownloaded event) {
        if (entities.find(RenderDownloadEntity.class, entry.id()) != null) {
            return;
        }
        RenderDownloadEntity download = new RenderDownloadEntity();
        download.id = entry.id();
        download.session = UUID.fromString(entry.subject());
        download.render = event.render();
        download.file = event.file();
        download.takenBy = entry.author().name();
        download.account = entry.author().account();
        download.takenAt = entry.time();
        entities.persist(download);
    }

    /** Whether what a worker tells is about the job that counts: none that was called off, or finished, or asked for anew since. */
    private static boolean isAt(RenderEntity row, @Nullable String ticket) {
        return (row.state == Render.State.QUEUED || row.state == Render.State.RENDERING)
                && (ticket == null || ticket.equals(row.ticket));
    }

    private void request(LogEntry entry, DeliveryRequested event, @Nullable RenderEntity before) {
        RenderEntity row = before == null ? new RenderEntity() : before;
        boolean anew = before == null || before.state.isGivenUp();
        if (anew) {
            row.ticket = event.ticket();
            row.session = UUID.fromString(entry.subject());
            row.purpose = event.purpose();
            row.state = Render.State.QUEUED;
            row.released = false;
            row.progress = 0;
            row.attempt = 0;
            row.trouble = null;
            row.failure = null;
            row.requestedAt = entry.time();
        }
        if (before == null) {
            row.id = event.render();
            row.mixDocument = event.mixDocument();
            row.engine = event.engine();
            row.spec = RenderJson.text(event.spec());
            entities.persist(row);
        }
        RenderRequestEntity request = new RenderRequestEntity();
        request.id = entry.id();
        request.render = row;
        request.session = UUID.fromString(entry.subject());
        request.version = event.version();
        request.revision = event.revision();
        request.naming = RenderJson.text(event.naming());
        request.preset = event.preset();
        request.requestedBy = entry.author().name();
        request.requestedAt = entry.time();
        entities.persist(request);
    }

    /** The session's requests are; the render itself is if nobody else waits for it. */
    private void cancel(LogEntry entry, RenderEntity row) {
        if (row.state != Render.State.QUEUED && row.state != Render.State.RENDERING) {
            return;
        }
        entities.createQuery(
                        "update RenderRequestEntity q set q.cancelled = true where q.render = :render and q.session = :session")
                .setParameter("render", row)
                .setParameter("session", UUID.fromString(entry.subject()))
                .executeUpdate();
        long wanting = entities.createQuery(
                        "select count(q) from RenderRequestEntity q where q.render = :render and not q.cancelled",
                        Long.class)
                .setParameter("render", row)
                .getSingleResult();
        if (wanting == 0) {
            row.state = Render.State.CANCELLED;
            row.secondsLeft = null;
        }
    }

    /** For the session whose engineer says so, and for the preset that they looked at. */
    private void overrule(LogEntry entry, RenderEntity row, RenderEvent.RenderOverruled event) {
        entities.createQuery("update RenderRequestEntity q set q.overruledBy = :by, q.overruledWhy = :why"
                        + " where q.render = :render and q.session = :session and q.preset = :preset")
                .setParameter("by", entry.author().name())
                .setParameter("why", event.reason())
                .setParameter("render", row)
                .setParameter("session", UUID.fromString(entry.subject()))
                .setParameter("preset", event.preset())
                .executeUpdate();
    }

    private static void finish(RenderEntity row, List<FileFacts> files, List<String> leftOut) {
        row.state = Render.State.FINISHED;
        row.progress = 1;
        row.secondsLeft = null;
        row.trouble = null;
        row.failure = null;
        row.files = RenderJson.text(files);
        row.leftOut = RenderJson.text(leftOut);
    }

    // ---- what was before there were specs

    private static DeliveryRequested asDelivery(RenderEvent.RenderRequested event) {
        JsonNode spec = RenderJson.tree("""
                {"outputs":[{"id":"mix","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-%d"}}]}""".formatted(event.spec().bitDepth()));
        int dash = event.title().lastIndexOf(" - ");
        Naming naming = new Naming(
                "",
                dash < 0 ? event.title() : event.title().substring(0, dash),
                dash < 0 ? "" : event.title().substring(dash + 3).replace(" (preview)", ""),
                null);
        return new DeliveryRequested(
                event.render(),
                event.render(),
                event.mixDocument(),
                event.engine(),
                event.purpose(),
                spec,
                event.version(),
                event.revision(),
                naming,
                null);
    }

    private static FileFacts asFile(RenderEvent.RenderFinished event) {
        AudioFacts audio = event.audio();
        return new FileFacts(
                "mix.wav",
                RenderKeys.audio(event.render()),
                "mix",
                null,
                "",
                "wav",
                "pcm-" + audio.bitDepth(),
                0,
                audio.sha256(),
                audio.bytes(),
                audio.frames(),
                audio.sampleRate(),
                2,
                audio.integratedLufs(),
                audio.truePeakDbtp(),
                audio.samplePeakDbfs(),
                0,
                false,
                null);
    }

    // ---- values

    private static Render render(RenderRequestEntity request) {
        RenderEntity row = request.render;
        boolean finished = row.state == Render.State.FINISHED;
        return new Render(
                row.id,
                row.ticket,
                request.session,
                request.version,
                request.revision,
                RenderJson.naming(request.naming),
                row.purpose,
                request.cancelled && !finished ? Render.State.CANCELLED : row.state,
                row.progress,
                row.secondsLeft,
                row.attempt,
                row.trouble,
                row.failure,
                row.mixDocument,
                row.engine,
                RenderJson.tree(row.spec),
                request.requestedAt,
                request.requestedBy,
                RenderJson.files(row.files),
                RenderJson.strings(row.leftOut),
                request.preset,
                request.overruledBy,
                request.overruledWhy);
    }
}
