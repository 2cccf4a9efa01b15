package foldback.render.application;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent.Naming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A render that somebody asked for.
 *
 * @param id the content address: SHA-256 of what is rendered, how, and by which engine
 * @param ticket of its job
 * @param revision the revision asked for; null if it was a version
 * @param progress 0 to 1
 * @param secondsLeft as far as can be told while it is rendered
 * @param attempt which one this is, from 1; 0 before the first
 * @param trouble why the attempt before came to nothing; null if none did
 * @param failure why it failed; null unless it did
 * @param files once it is finished
 * @param leftOut the names of stems that are silent throughout
 * @param preset that it was asked for by; null for none
 * @param overruledBy who answers for it that it is handed over although a promise is broken; null if nobody does
 */
public record Render(
        String id,
        String ticket,
        UUID session,
        long version,
        @Nullable String revision,
        Naming naming,
        String purpose,
        State state,
        double progress,
        @Nullable Double secondsLeft,
        int attempt,
        @Nullable String trouble,
        @Nullable String failure,
        String mixDocument,
        String engine,
        JsonNode spec,
        Instant requestedAt,
        String requestedBy,
        List<FileFacts> files,
        List<String> leftOut,
        @Nullable String preset,
        @Nullable String overruledBy,
        @Nullable String overruledWhy) {
    /** How far a render is. */
    public enum State {
        QUEUED,
        RENDERING,
        FINISHED,
        FAILED,
        CANCELLED;

        /** Whether somebody has to ask again for it to be rendered. */
        public boolean isGivenUp() {
            return this == FAILED || this == CANCELLED;
        }
    }

    /** What the song and its revision are called, for screens. */
    public String title() {
        return naming.title() + " - " + naming.revision() + (purpose.equals("preview") ? " (preview)" : "");
    }

    /** Whether it is a comparison of two mixes, which has no files. */
    public boolean compares() {
        return purpose.equals("comparison");
    }

    /** The mix as it is, from beginning to end, in the first file that has it so and that browsers play; empty if there is none. */
    public Optional<FileFacts> mix() {
        boolean whole = spec.path("range").path("from").asLong(0) == 0
                && !spec.path("range").path("to").isNumber();
        return files.stream()
                .filter(f -> whole && f.strip() == null && !f.type().equals("aiff"))
                .filter(f -> isMixAsItIs(f.output()))
                .findFirst();
    }

    private boolean isMixAsItIs(String output) {
        for (JsonNode each : spec.path("outputs")) {
            if (each.path("id").asText().equals(output)) {
                return each.path("source").path("type").asText().equals("mix")
                        && !each.path("loudness").isObject();
            }
        }
        return false;
    }

    public Optional<FileFacts> file(String name) {
        return files.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
