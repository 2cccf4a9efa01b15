package foldback.render.messaging;

import org.jspecify.annotations.Nullable;

/** What happened to a render. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface RenderEvent {
    /** The render's content address. */
    String render();

    /**
     * Somebody asked for a bounce.
     *
     * @param purpose {@code preview} or {@code final}
     * @param title what the file is to be called, without its ending
     */
    record RenderRequested(
            String render,
            String mixDocument,
            String engine,
            String purpose,
            RenderSpec spec,
            long version,
            @Nullable String revision,
            String title)
            implements RenderEvent {}

    record RenderStarted(String render, String worker, int attempt) implements RenderEvent {}

    record RenderProgressed(String render, double progress) implements RenderEvent {}

    record RenderFinished(String render, AudioFacts audio) implements RenderEvent {}

    record RenderFailed(String render, String reason) implements RenderEvent {}

    /**
     * What was measured on a mixdown. A level is null where there is silence.
     *
     * @param frames per channel
     */
    record AudioFacts(
            String sha256,
            long bytes,
            long frames,
            int sampleRate,
            int bitDepth,
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp,
            @Nullable Double samplePeakDbfs) {}
}
