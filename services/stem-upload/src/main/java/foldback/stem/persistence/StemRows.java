package foldback.stem.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
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

    /** The stem that a file became, by the SHA-256 of the file. */
    public Optional<Stem> ofSourceFile(String sha256) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(SourceFileEntity.class, sha256))
                        .map(source -> entities.find(StemEntity.class, source.stem))
                        .map(StemRows::stem));
    }

    /** What was found in a stem; empty if nobody looked. */
    public Optional<List<StemFinding>> findings(String hash) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(StemEntity.class, hash))
                        .map(row -> row.findings)
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

    private void project(LogEntry entry, StemEvent event) {
        switch (event) {
            case StemEvent.StemIngested ingested -> ingest(ingested);
            case StemEvent.StemConverted converted -> {
                add(converted.stem(), converted.findings(), converted.from());
                addSession(converted.stem().hash(), converted.session());
            }
            case StemEvent.StemReused reused -> addSession(reused.stem(), reused.session());
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
                || entities.find(StemEntity.class, stem) == null
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
        return new Stem(
                row.hash,
                row.fileName,
                row.bytes,
                row.channels,
                row.sampleRate,
                row.encoding,
                row.frames,
                row.integratedLufs,
                row.truePeakDbtp,
                row.samplePeakDbfs,
                row.container);
    }
}
