package foldback.stem.persistence;

import foldback.stem.application.Destination;
import foldback.stem.application.Upload;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The uploads under way. */
@ApplicationScoped
public class UploadRows {
    /** After so long, whoever was ingesting is taken for dead. */
    private static final Duration INGEST_GIVEN_UP = Duration.ofMinutes(10);

    private final EntityManager entities;
    private final Clock clock;

    UploadRows(@PersistenceUnit("stem") EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    public void add(Upload upload, String declaredBy) {
        UploadEntity row = new UploadEntity();
        row.id = upload.id();
        row.fileName = upload.fileName();
        row.bytes = upload.bytes();
        row.declaredSha256 = upload.declaredSha256();
        row.partBytes = upload.partBytes();
        row.storeUpload = upload.storeUpload();
        row.session = upload.session();
        row.workspace = upload.workspace();
        row.declaredBy = declaredBy;
        row.declaredAt = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> entities.persist(row));
    }

    public Optional<Upload> find(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(UploadEntity.class, id))
                        .map(UploadRows::upload));
    }

    /**
     * Takes an upload to ingest it; one at a time can.
     *
     * @return whether the caller has it
     */
    public boolean take(UUID id) {
        return QuarkusTransaction.requiringNew()
                        .call(() -> entities.createQuery("""
                        update UploadEntity u set u.state = :ingesting, u.ingestingSince = :now
                        where u.id = :id
                          and (u.state = :open or u.state = :ingesting and u.ingestingSince < :givenUp)""")
                                .setParameter("ingesting", Upload.State.INGESTING)
                                .setParameter("open", Upload.State.OPEN)
                                .setParameter("now", clock.instant())
                                .setParameter("givenUp", clock.instant().minus(INGEST_GIVEN_UP))
                                .setParameter("id", id)
                                .executeUpdate())
                == 1;
    }

    /** Gives an upload back that was taken and could not be finished for no fault of its own. */
    public void giveBack(UUID id) {
        change(id, row -> row.state = Upload.State.OPEN);
    }

    public void present(UUID id, List<String> stems) {
        change(id, row -> {
            row.state = Upload.State.PRESENT;
            row.stem = stems.getFirst();
            row.stems = String.join(" ", stems);
        });
    }

    /** An open upload of a file by the same person for the same destination. */
    public Optional<Upload> open(String sha256, long bytes, String declaredBy, Destination to) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("""
                        select u from UploadEntity u
                        where u.state = :open and u.declaredSha256 = :sha256 and u.bytes = :bytes and u.declaredBy = :by
                          and u.workspace = :workspace and (u.session = :session or u.session is null and :session is null)
                        order by u.declaredAt desc""", UploadEntity.class)
                        .setParameter("open", Upload.State.OPEN)
                        .setParameter("sha256", sha256)
                        .setParameter("bytes", bytes)
                        .setParameter("by", declaredBy)
                        .setParameter("workspace", to.workspace())
                        .setParameter("session", to.session())
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(UploadRows::upload));
    }

    /** How many bytes have been announced and have not become a stem yet. */
    public long bytesUnderWay() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select coalesce(sum(u.bytes), 0) from UploadEntity u where u.state in :states",
                                Long.class)
                        .setParameter("states", List.of(Upload.State.OPEN, Upload.State.INGESTING))
                        .getSingleResult());
    }

    /** The same, of those for one workspace. */
    public long bytesUnderWay(UUID workspace) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery(
                                "select coalesce(sum(u.bytes), 0) from UploadEntity u where u.state in :states and u.workspace = :workspace",
                                Long.class)
                        .setParameter("states", List.of(Upload.State.OPEN, Upload.State.INGESTING))
                        .setParameter("workspace", workspace)
                        .getSingleResult());
    }

    /** Uploads that were declared before a moment and are still open, at most so many. */
    public List<Upload> openSinceBefore(Instant moment, int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities
                        .createQuery(
                                "select u from UploadEntity u where u.state = :open and u.declaredAt < :moment order by u.declaredAt",
                                UploadEntity.class)
                        .setParameter("open", Upload.State.OPEN)
                        .setParameter("moment", moment)
                        .setMaxResults(most)
                        .getResultList()
                        .stream()
                        .map(UploadRows::upload)
                        .toList());
    }

    public void refused(UUID id, Upload.Refusal refusal) {
        change(id, row -> {
            row.state = Upload.State.REFUSED;
            row.refusalReason = refusal.reason();
            row.refusalDetail = refusal.detail();
            row.refusalByte = refusal.atByte();
        });
    }

    public void remove(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            UploadEntity row = entities.find(UploadEntity.class, id);
            if (row != null) {
                entities.remove(row);
            }
        });
    }

    private void change(UUID id, Consumer<UploadEntity> change) {
        QuarkusTransaction.requiringNew().run(() -> {
            UploadEntity row = entities.find(UploadEntity.class, id);
            if (row != null) {
                change.accept(row);
            }
        });
    }

    private static Upload upload(UploadEntity row) {
        Upload.Refusal refusal = row.refusalReason == null || row.refusalDetail == null
                ? null
                : new Upload.Refusal(row.refusalReason, row.refusalDetail, row.refusalByte);
        return new Upload(
                row.id,
                row.fileName,
                row.bytes,
                row.declaredSha256,
                row.partBytes,
                row.storeUpload,
                row.state,
                row.session,
                row.workspace,
                stems(row),
                refusal);
    }

    private static List<String> stems(UploadEntity row) {
        if (row.stems != null) {
            return List.of(row.stems.split(" ", -1));
        }
        return row.stem == null ? List.of() : List.of(row.stem);
    }
}
