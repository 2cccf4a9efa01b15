package foldback.stem.persistence;

import foldback.stem.application.Upload;
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

/** A row of the uploads. */
@Entity
@Table(name = "upload")
class UploadEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "file_name")
    String fileName = "";

    long bytes;

    @Column(name = "declared_sha256")
    @JdbcTypeCode(SqlTypes.CHAR)
    @Nullable
    String declaredSha256;

    @Column(name = "part_bytes")
    long partBytes;

    @Column(name = "store_upload")
    String storeUpload = "";

    @Enumerated(EnumType.STRING)
    Upload.State state = Upload.State.OPEN;

    @Column(name = "ingesting_since")
    @Nullable
    Instant ingestingSince;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Nullable
    String stem;

    /** All of them with spaces between, where a file was split. */
    @Nullable
    String stems;

    @Nullable
    String session;

    @Nullable
    UUID workspace;

    @Column(name = "refusal_byte")
    @Nullable
    Long refusalByte;

    @Column(name = "refusal_reason")
    @Nullable
    String refusalReason;

    @Column(name = "refusal_detail")
    @Nullable
    String refusalDetail;

    @Column(name = "declared_by")
    String declaredBy = "";

    @Column(name = "declared_at")
    Instant declaredAt = Instant.EPOCH;
}
