package foldback.render.messaging;

import foldback.kit.EventVocabulary;
import java.util.Map;

/** The stored names of the render events. */
public final class RenderLog {
    public static final EventVocabulary<RenderEvent> VOCABULARY = new EventVocabulary<>(
            "/render-farm",
            Map.ofEntries(
                    Map.entry("foldback.render.requested.v1", RenderEvent.RenderRequested.class),
                    Map.entry("foldback.render.requested.v2", RenderEvent.DeliveryRequested.class),
                    Map.entry("foldback.render.started.v1", RenderEvent.RenderStarted.class),
                    Map.entry("foldback.render.progressed.v1", RenderEvent.RenderProgressed.class),
                    Map.entry("foldback.render.troubled.v1", RenderEvent.RenderTroubled.class),
                    Map.entry("foldback.render.finished.v1", RenderEvent.RenderFinished.class),
                    Map.entry("foldback.render.finished.v2", RenderEvent.DeliveryFinished.class),
                    Map.entry("foldback.render.failed.v1", RenderEvent.RenderFailed.class),
                    Map.entry("foldback.render.cancelled.v1", RenderEvent.RenderCancelled.class),
                    Map.entry("foldback.render.overruled.v1", RenderEvent.RenderOverruled.class),
                    Map.entry("foldback.render.downloaded.v1", RenderEvent.RenderDownloaded.class)));

    private RenderLog() {}
}
