package foldback.render.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foldback.bounce.delivery.Preset;
import foldback.render.application.FileNames;
import foldback.render.application.Render;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent.AudioFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A render as docs/API.md has it. */
record RenderView(
        String id,
        UUID session,
        long version,
        @Nullable String revision,
        String title,
        String purpose,
        String state,
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
        @Nullable AudioFacts audio,
        List<FileView> files,
        List<String> leftOut,
        @Nullable String preset,
        List<Preset.Broken> broken,
        @Nullable Overruled overruled) {
    public record Overruled(String by, @Nullable String reason) {}

    public record FileView(
            String name,
            String saveAs,
            String output,
            @Nullable String strip,
            String stripName,
            String type,
            String encoding,
            int kilobitsPerSecond,
            String sha256,
            long bytes,
            long frames,
            int sampleRate,
            int channels,
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp,
            @Nullable Double samplePeakDbfs,
            double gainDb,
            boolean heldByCeiling) {
        static FileView of(FileFacts file, String saveAs) {
            return new FileView(
                    file.name(),
                    saveAs,
                    file.output(),
                    file.strip(),
                    file.stripName(),
                    file.type(),
                    file.encoding(),
                    file.kilobitsPerSecond(),
                    file.sha256(),
                    file.bytes(),
                    file.frames(),
                    file.sampleRate(),
                    file.channels(),
                    file.integratedLufs(),
                    file.truePeakDbtp(),
                    file.samplePeakDbfs(),
                    file.gainDb(),
                    file.heldByCeiling());
        }
    }

    static RenderView of(Render render, List<Preset.Broken> broken) {
        Map<String, String> names = FileNames.of(render);
        return new RenderView(
                render.id(),
                render.session(),
                render.version(),
                render.revision(),
                render.title(),
                render.purpose(),
                name(render.state()),
                render.progress(),
                render.secondsLeft(),
                render.attempt(),
                render.trouble(),
                render.failure(),
                render.mixDocument(),
                render.engine(),
                render.spec(),
                render.requestedAt(),
                render.requestedBy(),
                render.mix().map(RenderView::audioOf).orElse(null),
                render.files().stream()
                        .map(f -> FileView.of(f, names.getOrDefault(f.name(), f.name())))
                        .toList(),
                render.leftOut(),
                render.preset(),
                broken,
                overruled(render));
    }

    /** Without what tells of the making: stems, the spec, what went wrong and who answered for it. */
    RenderView toGuests() {
        return new RenderView(
                id,
                session,
                version,
                revision,
                title,
                purpose,
                state,
                progress,
                secondsLeft,
                attempt,
                null,
                failure == null ? null : "It could not be rendered.",
                mixDocument,
                engine,
                JsonNodeFactory.instance.objectNode(),
                requestedAt,
                requestedBy,
                audio,
                files.stream().filter(file -> file.strip() == null).toList(),
                List.of(),
                preset,
                List.of(),
                null);
    }

    private static @Nullable Overruled overruled(Render render) {
        String by = render.overruledBy();
        return by == null ? null : new Overruled(by, render.overruledWhy());
    }

    private static AudioFacts audioOf(FileFacts file) {
        return new AudioFacts(
                file.sha256(),
                file.bytes(),
                file.frames(),
                file.sampleRate(),
                file.bitDepth(),
                file.integratedLufs(),
                file.truePeakDbtp(),
                file.samplePeakDbfs());
    }

    static String name(Render.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
