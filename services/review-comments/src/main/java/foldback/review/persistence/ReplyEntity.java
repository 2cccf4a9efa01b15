package foldback.review.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of the replies. */
@Entity
@Table(name = "reply")
class ReplyEntity {
    @Id
    UUID id = new UUID(0, 0);

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "note")
    NoteEntity note = new NoteEntity();

    String text = "";
    String author = "";

    @Column(name = "replied_at")
    Instant repliedAt = Instant.EPOCH;
}
