package foldback.session.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sessions of one release: an album, a film, a season.
 *
 * @param sessions in the order that somebody gave them
 */
public record Project(
        UUID id,
        String workspace,
        String name,
        boolean archived,
        List<UUID> sessions,
        Instant changedAt,
        String changedBy) {
    public Project {
        sessions = List.copyOf(sessions);
    }
}
