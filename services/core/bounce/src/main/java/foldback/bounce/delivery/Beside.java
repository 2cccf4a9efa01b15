package foldback.bounce.delivery;

import foldback.audio.AudioMetadata;
import foldback.audio.AudioMetadata.Broadcast;
import foldback.audio.AudioMetadata.Marker;
import foldback.bounce.FrameRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says beside its audio: markers as cue points, and where in the song it begins as the time reference of a broadcast extension. A
 * whole song of which nothing is to be said says nothing, and no file says when it was made: equal specs are equal bytes.
 */
record Beside(DeliverySpec spec, int fileHertz, int sessionHertz) {
    private static final String ORIGINATOR = "Foldback";

    AudioMetadata metadata() {
        FrameRange range = spec.range();
        List<Marker> markers = spec.markers().stream()
                .filter(m -> m.frame() >= range.from() && m.frame() < range.to())
                .map(m -> new Marker(inFile(m.frame() - range.from()), m.name()))
                .toList();
        return new AudioMetadata(broadcast(), null, markers);
    }

    private @Nullable Broadcast broadcast() {
        if (spec.tags().isEmpty() && spec.markers().isEmpty() && spec.range().from() == 0) {
            return null;
        }
        String title = spec.tags().title();
        return new Broadcast(
                title == null ? "" : title,
                ORIGINATOR,
                "",
                "",
                "",
                inFile(spec.range().from()));
    }

    /** The frame at or behind it; exact, as no product here comes near 2^63. */
    private long inFile(long sessionFrame) {
        return (sessionFrame * fileHertz + sessionHertz - 1) / sessionHertz;
    }
}
