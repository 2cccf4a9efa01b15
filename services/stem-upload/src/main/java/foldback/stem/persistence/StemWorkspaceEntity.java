package foldback.stem.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the workspaces that hold a stem, with what their own upload of it said. */
@Entity
@IdClass(StemWorkspaceEntity.Key.class)
@Table(name = "stem_workspace")
class StemWorkspaceEntity {
    record Key(String stem, UUID workspace) implements Serializable {}

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String stem = "";

    @Id
    UUID workspace = new UUID(0, 0);

    @Column(name = "file_name")
    @Nullable
    String fileName;

    @Nullable
    String container;

    /** As JSON; null where they are not known. */
    @Nullable
    String findings;
}
