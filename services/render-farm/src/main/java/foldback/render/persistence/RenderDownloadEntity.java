package foldback.render.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of what was taken away. */
@Entity
@Table(name = "render_download")
class RenderDownloadEntity {
    @Id
    UUID id = new UUID(0, 0);

    UUID session = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.CHAR)
    String render = "";

    @Nullable
    String file;

    @Column(name = "taken_by")
    String takenBy = "";

    @Nullable
    UUID account;

    @Column(name = "taken_at")
    Instant takenAt = Instant.EPOCH;
}
