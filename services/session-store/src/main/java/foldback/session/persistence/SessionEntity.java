package foldback.session.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of the list of sessions. */
@Entity
@Table(name = "session")
class SessionEntity {
    @Id
    UUID id = new UUID(0, 0);

    String name = "";

    @Column(name = "sample_rate")
    int sampleRate;

    long version;
    int tracks;
    int revisions;

    @Column(name = "changed_at")
    Instant changedAt = Instant.EPOCH;

    @Column(name = "changed_by")
    String changedBy = "";
}
