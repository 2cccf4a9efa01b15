package foldback.review.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the notes: what they are looked for by, and the note as JSON. */
@Entity
@Table(name = "note")
class NoteEntity {
    @Id
    UUID id = new UUID(0, 0);

    UUID session = new UUID(0, 0);

    @Nullable
    String revision;

    long frame;

    boolean withdrawn;

    /** All of it but the anchors. */
    String state = "";

    /** Kept apart, for they are long, and wanted only where a note is placed. */
    String anchoring = "";
}
