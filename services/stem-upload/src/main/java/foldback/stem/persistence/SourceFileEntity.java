package foldback.stem.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the files that became stems. */
@Entity
@Table(name = "source_file")
class SourceFileEntity {
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String sha256 = "";

    @JdbcTypeCode(SqlTypes.CHAR)
    String stem = "";
}
