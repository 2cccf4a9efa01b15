package foldback.stem.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceIds;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.stem.application.Stem;
import foldback.stem.application.StemFinding;
import foldback.stem.messaging.StemEvent;
import foldback.stem.messaging.StemLog;
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

/** The stems, projected from the stem log. */
@Startup
@ApplicationScoped
public class StemRows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final EntityManager entities;
    private final LogProjection projection;

    StemRows(@PersistenceUnit("stem") EntityManager entities, EventLog log) {
        this.entities = entities;
        this.projection =
                LogProjection.follow(log, entities, TopicNames.STEM_EVENTS, StemLog.VOCABULARY, this::project);
    }

    void stop(@Observes ShutdownEvent event) {
        projection.close();
    }

    /** Appends a stem event, and returns when its row is there. */
    public void append(LogEntry entry) {
        projection.appendAndProject(entry);
    }

    public Optional<Stem> find(String hash) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(StemEntity.class, hash))
                        .map(StemRows::stem));
    }

    /** A stem as a workspace knows it: called as there, and out of what came there. */
    public Optional<Stem> find(String hash, UUID workspace) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(StemEntity.class, hash))
                        .map(row -> stem(row, holding(hash, workspace))));
    }

    private @Nullable StemWorkspaceEntity holding(String hash, UUID workspace) {
        return entities.find(StemWorkspaceEntity.class, new StemWorkspaceEntity.Key(hash, workspace));
    }

    /** Whether a workspace holds a stem by a record that names the workspace. */
    public boolean isHeldBy(UUID workspace, String hash) {
        return QuarkusTransaction.requiringNew().call(() -> holding(hash, workspace) != null);
    }

    /** The stem that a file became, by the SHA-256 of the file. */
    public Optional<Stem> ofSourceFile(String sha256) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(SourceFileEntity.class, sha256))
                        .map(source -> entities.find(StemEntity.class, source.stem))
                        .map(StemRows::stem));
    }

    /** What was found in a stem when a workspace uploaded it, or else when anybody did; empty if nobody looked. */
    public Optional<List<StemFinding>> findings(String hash, UUID workspace) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(holding(hash, workspace))
                        .map(row -> row.findings)
                        .or(() -> Optional.ofNullable(entities.find(StemEntity.class, hash))
                                .map(row -> row.findings))
                        .map(StemRows::findingsOf));
    }

    /** What a stem was converted to, if that was done. */
    public Optional<Stem> converted(String from, int sampleRate, int channels) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select s from StemEntity s where s.convertedFrom = :from and s.sampleRate = :rate and s.channels = :channels",
                                StemEntity.class)
                        .setParameter("from", from)
                        .setParameter("rate", sampleRate)
                        .setParameter("channels", channels)
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(StemRows::stem));
    }

    /** The sessions that a stem was brought into. */
    public List<String> sessions(String hash) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select s.session from StemSessionEntity s where s.stem = :stem order by s.session",
                                String.class)
                        .setParameter("stem", hash)
                        .getResultList());
    }

    /** Of all stems together. */
    public long bytes() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select coalesce(sum(s.bytes), 0) from StemEntity s", Long.class)
                        .getSingleResult());
    }

    /** Of all stems that a workspace holds. */
    public long bytes(UUID workspace) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select coalesce(sum(s.bytes), 0) from StemEntity s, StemWorkspaceEntity w where w.stem = s.hash and w.workspace = :workspace",
                                Long.class)
                        .setParameter("workspace", workspace)
                        .getSingleResult());
    }

    private void project(LogEntry entry, StemEvent event) {
        switch (event) {
            case StemEvent.StemIngested ingested -> ingest(ingested);
            case StemEvent.StemConverted converted -> {
                add(converted.stem(), converted.findings(), converted.from());
                addSession(converted.stem().hash(), converted.session());
                hold(converted.stem(), converted.workspace(), converted.session(), converted.findings());
            }
            case StemEvent.StemReused reused -> {
                addSession(reused.stem(), reused.session());
                StemWorkspaceEntity row = hold(reused.stem(), reused.workspace(), reused.session());
                if (row != null && row.fileName == null) {
                    row.fileName = reused.fileName();
                }
            }
        }
    }

    private void ingest(StemEvent.StemIngested event) {
        Stem stem = event.stem();
        add(stem, event.findings(), null);
        String sourceSha256 = event.sourceSha256();
        if (sourceSha256 != null && entities.find(SourceFileEntity.class, sourceSha256) == null) {
            SourceFileEntity source = new SourceFileEntity();
            source.sha256 = sourceSha256;
            source.stem = stem.hash();
            entities.persist(source);
        }
        addSession(stem.hash(), event.session());
        hold(stem, event.workspace(), event.session(), event.findings());
    }

    private void hold(
            Stem stem, @Nullable UUID workspace, @Nullable String session, @Nullable List<StemFinding> findings) {
        StemWorkspaceEntity row = hold(stem.hash(), workspace, session);
        if (row != null && row.fileName == null) {
            row.fileName = stem.fileName();
            row.container = stem.container();
        }
        if (row != null && row.findings == null && findings != null) {
            row.findings = json(findings);
        }
    }

    /**
     * Notes who has a stem. A record from before stems had workspaces says it of the first one, unless it names a session: whose that is, session-store
     * knows.
     *
     * @return the row; null if there is none to write
     */
    private @Nullable StemWorkspaceEntity hold(String stem, @Nullable UUID workspace, @Nullable String session) {
        if (workspace == null && session != null) {
            return null;
        }
        UUID holder = workspace == null ? WorkspaceIds.HOME : workspace;
        StemWorkspaceEntity row = holding(stem, holder);
        if (row == null) {
            row = new StemWorkspaceEntity();
            row.stem = stem;
            row.workspace = holder;
            entities.persist(row);
        }
        return row;
    }

    private void add(Stem stem, @Nullable List<StemFinding> findings, @Nullable String convertedFrom) {
        StemEntity row = entities.find(StemEntity.class, stem.hash());
        if (row == null) {
            row = row(stem);
            entities.persist(row);
        }
        // Uploaded again, an old stem gets what was not looked for then.
        if (row.findings == null && findings != null) {
            row.findings = json(findings);
        }
        if (row.convertedFrom == null) {
            row.convertedFrom = convertedFrom;
        }
    }

    private void addSession(String stem, @Nullable String session) {
        if (session == null
                || entities.find(StemSessionEntity.class, new StemSessionEntity.Key(stem, session)) != null) {
            return;
        }
        StemSessionEntity row = new StemSessionEntity();
        row.stem = stem;
        row.session = session;
        entities.persist(row);
    }

    private static String json(List<StemFinding> findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings are always JSON", e);
        }
    }

    private static List<StemFinding> findingsOf(String json) {
        try {
            return List.of(JSON.readValue(json, StemFinding[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row that we wrote cannot be read", e);
        }
    }

    private static StemEntity row(Stem stem) {
        StemEntity row = new StemEntity();
        row.hash = stem.hash();
        row.fileName = stem.fileName();
        row.bytes = stem.bytes();
        row.channels = stem.channels();
        row.sampleRate = stem.sampleRate();
        row.encoding = stem.encoding();
        row.frames = stem.frames();
        row.integratedLufs = stem.integratedLufs();
        row.truePeakDbtp = stem.truePeakDbtp();
        row.samplePeakDbfs = stem.samplePeakDbfs();
        row.container = stem.container();
        return row;
    }

    private static Stem stem(StemEntity row) {
        return stem(row, null);
    }

    private static Stem stem(StemEntity row, @Nullable StemWorkspaceEntity there) {
        return new Stem(
                row.hash,
                there == null || there.fileName == null ? row.fileName : there.fileName,
                row.bytes,
                row.channels,
                row.sampleRate,
                row.encoding,
                row.frames,
                row.integratedLufs,
                row.truePeakDbtp,
                row.samplePeakDbfs,
                there == null || there.container == null ? row.container : there.container);
    }
}
