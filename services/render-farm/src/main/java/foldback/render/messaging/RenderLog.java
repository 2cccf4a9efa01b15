package foldback.render.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the render events. */
public final class RenderLog {
    public static final EventVocabulary<RenderEvent> VOCABULARY = new EventVocabulary<>(
            "/render-farm",
            Map.of(
                    "foldback.render.requested.v1", RenderEvent.RenderRequested.class,
                    "foldback.render.started.v1", RenderEvent.RenderStarted.class,
                    "foldback.render.progressed.v1", RenderEvent.RenderProgressed.class,
                    "foldback.render.finished.v1", RenderEvent.RenderFinished.class,
                    "foldback.render.failed.v1", RenderEvent.RenderFailed.class));

    private RenderLog() {}
}
