package foldback.render.application;

import foldback.render.messaging.RenderEvent.AudioFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bounce that somebody asked for.
 *
 * @param id the content address: SHA-256 of what is rendered, how, and by which engine
 * @param revision the revision asked for; null if it was a version
 * @param title what the file is to be called, without its ending
 * @param progress 0 to 1
 * @param failure why it failed; null unless it did
 * @param audio what was measured; null until it is finished
 */
public record Render(
        String id,
        UUID session,
        long version,
        @Nullable String revision,
        String title,
        String purpose,
        State state,
        double progress,
        @Nullable String failure,
        String mixDocument,
        String engine,
        Instant requestedAt,
        String requestedBy,
        @Nullable AudioFacts audio) {
    public enum State {
        QUEUED,
        RENDERING,
        FINISHED,
        FAILED
    }
}
