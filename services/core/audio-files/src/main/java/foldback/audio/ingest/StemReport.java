package foldback.audio.ingest;

import foldback.audio.AudioMetadata;
import foldback.audio.Container;
import foldback.audio.StemAnalysis;
import foldback.audio.preflight.Finding;
import java.util.List;

/**
 * All that is known of a stem once it has been read from end to end.
 *
 * @param container what it came in
 * @param metadata what the file said beside its audio
 */
public record StemReport(StemAnalysis analysis, Container container, AudioMetadata metadata, List<Finding> findings) {
    public StemReport {
        findings = List.copyOf(findings);
    }
}
