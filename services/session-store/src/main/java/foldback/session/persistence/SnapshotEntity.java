package foldback.session.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of the snapshots. */
@Entity
@Table(name = "mix_snapshot")
@IdClass(SnapshotEntity.Key.class)
class SnapshotEntity {
    record Key(UUID session, long version) {}

    @Id
    UUID session = new UUID(0, 0);

    @Id
    long version;

    @Column(name = "rules_version")
    int rulesVersion;

    @Column(name = "next_offset")
    long nextOffset;

    String hash = "";
    byte[] state = {};
}
