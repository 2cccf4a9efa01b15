package foldback.review.persistence;

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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the notes. */
@Entity
@Table(name = "note")
class NoteEntity {
    @Id
    UUID id = new UUID(0, 0);

    UUID session = new UUID(0, 0);
    String revision = "";

    @Column(name = "mix_document")
    @JdbcTypeCode(SqlTypes.CHAR)
    String mixDocument = "";

    long frame;

    @Column(name = "end_frame")
    @Nullable
    Long endFrame;

    @Column(name = "sample_rate")
    int sampleRate;

    String text = "";
    String author = "";

    @Column(name = "pinned_at")
    Instant pinnedAt = Instant.EPOCH;

    @Column(name = "suggestion_summary")
    @Nullable
    String suggestionSummary;

    @Column(name = "suggestion_events")
    @Nullable
    String suggestionEvents;

    @Column(name = "resolved_by")
    @Nullable
    String resolvedBy;

    @Column(name = "resolved_at")
    @Nullable
    Instant resolvedAt;

    @Column(name = "answered_by_version")
    @Nullable
    Long answeredByVersion;

    @OneToMany(mappedBy = "note", cascade = CascadeType.ALL)
    @OrderBy("repliedAt, id")
    List<ReplyEntity> replies = new ArrayList<>();
}
