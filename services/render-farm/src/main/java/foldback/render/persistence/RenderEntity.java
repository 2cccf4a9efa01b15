package foldback.render.persistence;

import foldback.render.application.Render;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the renders. Spec, files and names of what was left out are JSON. */
@Entity
@Table(name = "render")
class RenderEntity {
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String id = "";

    String ticket = "";

    /** Whose the job is: the one that asked first, or first again. */
    UUID session = new UUID(0, 0);

    @Column(name = "mix_document")
    @JdbcTypeCode(SqlTypes.CHAR)
    String mixDocument = "";

    String engine = "";
    String purpose = "";
    String spec = "{}";

    @Enumerated(EnumType.STRING)
    Render.State state = Render.State.QUEUED;

    /** Whether its job was put into the queue. */
    boolean released;

    double progress;

    @Column(name = "seconds_left")
    @Nullable
    Double secondsLeft;

    int attempt;

    @Nullable
    String trouble;

    @Nullable
    String failure;

    String files = "[]";

    @Column(name = "left_out")
    String leftOut = "[]";

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;
}
