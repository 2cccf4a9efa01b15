package foldback.review.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The rounds of a session as JSON. */
@Entity
@Table(name = "rounds")
class RoundsEntity {
    @Id
    UUID session = new UUID(0, 0);

    String state = "";
}
