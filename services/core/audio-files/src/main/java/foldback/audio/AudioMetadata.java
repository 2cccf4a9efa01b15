package foldback.audio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says beside its audio. It is read as far as it makes sense and never a reason to refuse a file; the file as it was uploaded is
 * kept, with all of it.
 *
 * @param broadcast the bext chunk of a WAV file
 * @param ixml the iXML chunk of a WAV file, at most {@link #LONGEST_IXML} bytes of it
 * @param markers by their place
 */
public record AudioMetadata(
        @Nullable Broadcast broadcast, @Nullable String ixml, List<Marker> markers) {
    public static final AudioMetadata NONE = new AudioMetadata(null, null, List.of());

    static final int MOST_MARKERS = 1000;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_IXML = 256 * 1024;

    /**
     * A broadcast extension, EBU Tech 3285.
     *
     * @param originationDate as {@code 2026-11-21}, or whatever the file has
     * @param originationTime as {@code 18:30:00}, or whatever the file has
     * @param timeReferenceFrames of the first frame, since midnight
     */
    public record Broadcast(
            String description,
            String originator,
            String originatorReference,
            String originationDate,
            String originationTime,
            long timeReferenceFrames) {}

    /** A named place; {@code frame} is within the file. */
    public record Marker(long frame, String name) {}

    public AudioMetadata {
        markers = List.copyOf(markers);
    }

    public boolean isEmpty() {
        return broadcast == null && ixml == null && markers.isEmpty();
    }
}
