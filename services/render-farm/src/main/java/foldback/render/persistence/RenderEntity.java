package foldback.render.persistence;

import foldback.render.application.Render;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the renders. */
@Entity
@Table(name = "render")
class RenderEntity {
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    String id = "";

    @Column(name = "mix_document")
    @JdbcTypeCode(SqlTypes.CHAR)
    String mixDocument = "";

    String engine = "";
    String purpose = "";

    @Column(name = "bit_depth")
    int bitDepth;

    @Enumerated(EnumType.STRING)
    Render.State state = Render.State.QUEUED;

    double progress;

    @Nullable
    String failure;

    @Column(name = "audio_sha256")
    @JdbcTypeCode(SqlTypes.CHAR)
    @Nullable
    String audioSha256;

    @Column(name = "audio_bytes")
    @Nullable
    Long audioBytes;

    @Column(name = "audio_frames")
    @Nullable
    Long audioFrames;

    @Column(name = "audio_sample_rate")
    @Nullable
    Integer audioSampleRate;

    @Column(name = "integrated_lufs")
    @Nullable
    Double integratedLufs;

    @Column(name = "true_peak_dbtp")
    @Nullable
    Double truePeakDbtp;

    @Column(name = "sample_peak_dbfs")
    @Nullable
    Double samplePeakDbfs;
}
