package foldback.render.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a render. Stored for ever: a member is never given another meaning. Who and when stand in the record's headers. */
public sealed interface RenderEvent {
    /** The render's content address. */
    String render();

    /**
     * Somebody asked for a bounce, before there were specs.
     *
     * @param purpose {@code preview} or {@code final}
     * @param title what the file is to be called, without its ending
     */
    record RenderRequested(
            String render,
            String mixDocument,
            String engine,
            String purpose,
            BitDepth spec,
            long version,
            @Nullable String revision,
            String title)
            implements RenderEvent {}

    /** How a bounce was written before there were specs: a WAV of the whole song at the session's rate with triangular dither. */
    record BitDepth(int bitDepth) {}

    /**
     * Somebody asked for a delivery.
     *
     * @param ticket of the job, if this asking is the one that makes it be rendered
     * @param purpose {@code preview} or {@code final}
     * @param spec all of it
     * @param preset that it was asked for by, whose promises are checked; null for none
     */
    record DeliveryRequested(
            String render,
            String ticket,
            String mixDocument,
            String engine,
            String purpose,
            JsonNode spec,
            long version,
            @Nullable String revision,
            Naming naming,
            @Nullable String preset)
            implements RenderEvent {}

    /**
     * What the files of a request are called by.
     *
     * @param title what the song is called
     * @param revision what the revision is called, or "version 12"
     * @param template null for files that are named by title and revision alone
     */
    record Naming(
            String artist,
            String title,
            String revision,
            @Nullable String template) {}

    /**
     * A worker took it up.
     *
     * @param ticket of the job; null before there were any
     */
    record RenderStarted(
            String render,
            String worker,
            int attempt,
            @Nullable String ticket) implements RenderEvent {}

    /**
     * It goes on.
     *
     * @param progress 0 to 1
     * @param secondsLeft as far as can be told; null if it cannot
     */
    record RenderProgressed(
            String render,
            double progress,
            @Nullable Double secondsLeft,
            @Nullable String ticket) implements RenderEvent {}

    /** An attempt came to nothing, and there will be another. */
    record RenderTroubled(String render, String ticket, int attempt, String reason) implements RenderEvent {}

    record RenderFinished(String render, AudioFacts audio) implements RenderEvent {}

    /**
     * All files are in the blob store.
     *
     * @param leftOut the names of stems that are silent throughout, and were not made
     */
    record DeliveryFinished(String render, List<FileFacts> files, List<String> leftOut) implements RenderEvent {
        public DeliveryFinished {
            files = List.copyOf(files);
            leftOut = List.copyOf(leftOut);
        }
    }

    record RenderFailed(
            String render, String reason, @Nullable String ticket) implements RenderEvent {}

    /** Whoever asked for it in a session wants it no more. */
    record RenderCancelled(String render) implements RenderEvent {}

    /** Somebody answers for it that it is handed over although it does not keep what its preset promises. */
    record RenderOverruled(String render, String preset, String reason) implements RenderEvent {}

    /**
     * Somebody took files away: they were given an address for one, or the ZIP of all.
     *
     * @param file its name in the render; null for the ZIP
     */
    record RenderDownloaded(String render, @Nullable String file) implements RenderEvent {}

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
