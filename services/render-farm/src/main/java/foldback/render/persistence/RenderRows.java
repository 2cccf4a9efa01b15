package foldback.render.persistence;

import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.render.application.Render;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderEvent.AudioFacts;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderLog;
import foldback.render.messaging.RenderSpec;
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
import org.jspecify.annotations.Nullable;

/** The renders, projected from the render log. A render that is finished stays finished, whatever comes after. */
@Startup
@ApplicationScoped
public class RenderRows {
    private static final int SHOWN = 200;

    private final EntityManager entities;
    private final LogProjection projection;

    RenderRows(@PersistenceUnit("render") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.projection =
                LogProjection.follow(log, entities, TopicNames.RENDER_EVENTS, RenderLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
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

    /** What a session asked for, newest first; each bounce once for each version it was asked for. */
    public List<Render> ofSession(UUID session) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery("""
                        select q from RenderRequestEntity q join fetch q.render r
                        where q.session = :session and not exists (
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

    /** The jobs of renders that wait for a worker. */
    public List<RenderJob> queued() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select q from RenderRequestEntity q join fetch q.render r where r.state = :queued"
                                        + " order by q.requestedAt",
                                RenderRequestEntity.class)
                        .setParameter("queued", Render.State.QUEUED)
                        .getResultList()
                        .stream()
                        .map(q -> new RenderJob(
                                q.render.id,
                                q.session.toString(),
                                q.render.mixDocument,
                                new RenderSpec(q.render.bitDepth)))
                        .toList());
    }

    private void project(LogEntry entry, RenderEvent event) {
        RenderEntity row = entities.find(RenderEntity.class, event.render());
        if (event instanceof RenderEvent.RenderRequested requested) {
            request(entry, requested, row);
            return;
        }
        if (row == null || row.state == Render.State.FINISHED) {
            return;
        }
        switch (event) {
            case RenderEvent.RenderRequested requested -> {}
            case RenderEvent.RenderStarted started -> row.state = Render.State.RENDERING;
            case RenderEvent.RenderProgressed progressed -> {
                row.state = Render.State.RENDERING;
                row.progress = progressed.progress();
            }
            case RenderEvent.RenderFinished finished -> finish(row, finished.audio());
            case RenderEvent.RenderFailed failed -> {
                row.state = Render.State.FAILED;
                row.failure = failed.reason();
            }
        }
    }

    private void request(LogEntry entry, RenderEvent.RenderRequested event, @Nullable RenderEntity before) {
        RenderEntity row = before == null ? new RenderEntity() : before;
        if (before == null) {
            row.id = event.render();
            row.mixDocument = event.mixDocument();
            row.engine = event.engine();
            row.purpose = event.purpose();
            row.bitDepth = event.spec().bitDepth();
            row.state = Render.State.QUEUED;
            entities.persist(row);
        } else if (row.state == Render.State.FAILED) {
            row.state = Render.State.QUEUED;
            row.progress = 0;
            row.failure = null;
        }
        RenderRequestEntity request = new RenderRequestEntity();
        request.id = entry.id();
        request.render = row;
        request.session = UUID.fromString(entry.subject());
        request.version = event.version();
        request.revision = event.revision();
        request.title = event.title();
        request.requestedBy = entry.author().name();
        request.requestedAt = entry.time();
        entities.persist(request);
    }

    private static void finish(RenderEntity row, AudioFacts audio) {
        row.state = Render.State.FINISHED;
        row.progress = 1;
        row.failure = null;
        row.audioSha256 = audio.sha256();
        row.audioBytes = audio.bytes();
        row.audioFrames = audio.frames();
        row.audioSampleRate = audio.sampleRate();
        row.integratedLufs = audio.integratedLufs();
        row.truePeakDbtp = audio.truePeakDbtp();
        row.samplePeakDbfs = audio.samplePeakDbfs();
    }

    private static Render render(RenderRequestEntity request) {
        RenderEntity row = request.render;
        return new Render(
                row.id,
                request.session,
                request.version,
                request.revision,
                request.title,
                row.purpose,
                row.state,
                row.progress,
                row.failure,
                row.mixDocument,
                row.engine,
                request.requestedAt,
                request.requestedBy,
                audio(row));
    }

    private static @Nullable AudioFacts audio(RenderEntity row) {
        if (row.audioSha256 == null
                || row.audioBytes == null
                || row.audioFrames == null
                || row.audioSampleRate == null) {
            return null;
        }
        return new AudioFacts(
                row.audioSha256,
                row.audioBytes,
                row.audioFrames,
                row.audioSampleRate,
                row.bitDepth,
                row.integratedLufs,
                row.truePeakDbtp,
                row.samplePeakDbfs);
    }
}
