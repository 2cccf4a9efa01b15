package foldback.review.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of the log, and why it did not count if it did not. */
@Entity
@Table(name = "happening")
class HappeningEntity {
    /** In the order of the log. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long number;

    @Column(name = "record")
    UUID id = new UUID(0, 0);

    UUID session = new UUID(0, 0);

    @Nullable
    UUID note;

    @Column(name = "happened_at")
    Instant at = Instant.EPOCH;

    String author = "";

    @Nullable
    UUID account;

    String type = "";
    String data = "";

    @Nullable
    String refused;
}
