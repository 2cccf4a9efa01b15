package foldback.render.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of what was asked for. */
@Entity
@Table(name = "render_request")
class RenderRequestEntity {
    @Id
    UUID id = new UUID(0, 0);

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "render")
    RenderEntity render = new RenderEntity();

    UUID session = new UUID(0, 0);
    long version;

    @Nullable
    String revision;

    /** JSON. */
    String naming = "{}";

    @Nullable
    String preset;

    @Column(name = "overruled_by")
    @Nullable
    String overruledBy;

    @Column(name = "overruled_why")
    @Nullable
    String overruledWhy;

    boolean cancelled;

    @Column(name = "requested_by")
    String requestedBy = "";

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;
}
