package foldback.session.persistence;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A row of the projects. */
@Entity
@Table(name = "project")
class ProjectEntity {
    @Id
    UUID id = new UUID(0, 0);

    String workspace = "";
    String name = "";
    boolean archived;

    @OneToMany(mappedBy = "project", cascade = CascadeType.PERSIST)
    @OrderBy("place")
    List<FiledEntity> sessions = new ArrayList<>();

    @Column(name = "changed_at")
    Instant changedAt = Instant.EPOCH;

    @Column(name = "changed_by")
    String changedBy = "";
}
