package foldback.session.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;

/** Where a session is filed: in one project at most, at a place among the others there. */
@Entity
@Table(name = "project_session")
class FiledEntity {
    @Id
    UUID session = new UUID(0, 0);

    @ManyToOne
    @JoinColumn(name = "project")
    ProjectEntity project = new ProjectEntity();

    int place;
}
