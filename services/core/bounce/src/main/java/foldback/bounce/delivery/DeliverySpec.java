package foldback.bounce.delivery;

import foldback.audio.AudioMetadata.Marker;
import foldback.audio.FileTags;
import foldback.bounce.FrameRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made of a mix: the whole of it, so that equal specs give equal files. {@link SpecCodec} reads and writes it.
 *
 * @param range in frames of the session
 * @param tags that every file carries
 * @param artwork the SHA-256 of a PNG or JPEG, for formats that have covers; null if there is none
 * @param markers in frames of the session, by their place: cue points of WAV and AIFF files
 */
public record DeliverySpec(
        List<Output> outputs,
        FrameRange range,
        FileTags tags,
        @Nullable String artwork,
        List<Marker> markers) {
    public static final int MOST_OUTPUTS = 32;
    public static final int MOST_MARKERS = 1000;
    public static final int LONGEST_MARKER_NAME = 200;

    public DeliverySpec {
        outputs = List.copyOf(outputs);
        markers = List.copyOf(markers);
    }

    /** One mix, as a preview or a final one is. */
    public static DeliverySpec of(Output mix) {
        return new DeliverySpec(List.of(mix), FrameRange.WHOLE, FileTags.NONE, null, List.of());
    }
}
