package foldback.session.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the list of sessions; null is what nobody has folded yet. */
@Entity
@Table(name = "session")
class SessionEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "last_offset")
    long lastOffset;

    @Column(name = "described_offset")
    long describedOffset;

    String workspace = "";

    @Nullable
    String name;

    @Column(name = "sample_rate")
    @Nullable
    Integer sampleRate;

    @Nullable
    Long version;

    @Nullable
    Integer tracks;

    @Nullable
    Integer revisions;

    @Column(name = "changed_at")
    @Nullable
    Instant changedAt;

    @Column(name = "changed_by")
    @Nullable
    String changedBy;
}
