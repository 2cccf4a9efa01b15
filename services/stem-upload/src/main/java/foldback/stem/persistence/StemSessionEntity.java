package foldback.stem.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the sessions that a stem was brought into. */
@Entity
@IdClass(StemSessionEntity.Key.class)
@Table(name = "stem_session")
class StemSessionEntity {
    record Key(String stem, String session) implements Serializable {}

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String stem = "";

    @Id
    String session = "";
}
