package foldback.stem.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the stems. */
@Entity
@Table(name = "stem")
class StemEntity {
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String hash = "";

    @Column(name = "file_name")
    String fileName = "";

    long bytes;
    int channels;

    @Column(name = "sample_rate")
    int sampleRate;

    String encoding = "";
    long frames;

    @Column(name = "integrated_lufs")
    @Nullable
    Double integratedLufs;

    @Column(name = "true_peak_dbtp")
    @Nullable
    Double truePeakDbtp;

    @Column(name = "sample_peak_dbfs")
    @Nullable
    Double samplePeakDbfs;

    @Nullable
    String container;

    /** As JSON; null where they are not known. */
    @Nullable
    String findings;

    @Column(name = "converted_from")
    @JdbcTypeCode(SqlTypes.CHAR)
    @Nullable
    String convertedFrom;
}
