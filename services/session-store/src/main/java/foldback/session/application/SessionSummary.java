package foldback.session.application;

import java.time.Instant;

/** A session as a list shows it. */
public record SessionSummary(
        String id,
        String workspace,
        String name,
        int sampleRate,
        long version,
        int tracks,
        int revisions,
        Instant changedAt,
        String changedBy) {}
