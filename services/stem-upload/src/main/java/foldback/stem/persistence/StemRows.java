package foldback.stem.persistence;

import foldback.kit.LogProjection;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.stem.application.Stem;
import foldback.stem.messaging.StemEvent;
import foldback.stem.messaging.StemLog;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** The stems, projected from the stem log. */
@Startup
@ApplicationScoped
public class StemRows {

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

    private void project(LogEntry entry, StemEvent event) {
        switch (event) {
            case StemEvent.StemIngested ingested -> ingest(ingested);
        }
    }

    private void ingest(StemEvent.StemIngested event) {
        Stem stem = event.stem();
        if (entities.find(StemEntity.class, stem.hash()) == null) {
            entities.persist(row(stem));
        }
        if (entities.find(SourceFileEntity.class, event.sourceSha256()) == null) {
            SourceFileEntity source = new SourceFileEntity();
            source.sha256 = event.sourceSha256();
            source.stem = stem.hash();
            entities.persist(source);
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
                row.samplePeakDbfs);
    }
}
