package foldback.audio.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made of a file.
 *
 * @param fileName as its owner calls it
 * @param folder gets the results; it is there and empty
 * @param channel from 0, of a file of many; null to take the file as it is
 * @param conversion to another rate or number of channels; null to keep them
 * @param ffmpegFolder where ffmpeg is; null if there is none
 */
public record IngestRequest(
        Path file,
        String fileName,
        Path folder,
        @Nullable Integer channel,
        @Nullable Conversion conversion,
        @Nullable Path ffmpegFolder) {
    /** To a rate and 1 or 2 channels. */
    public record Conversion(int sampleRateHertz, int channels) {}

    /** The render-ready WAV. */
    public Path audio() {
        return folder.resolve("ready.wav");
    }

    public Path peaks() {
        return folder.resolve("peaks.dat");
    }

    /** For comparisons with other stems. */
    public Path outline() {
        return folder.resolve("outline");
    }

    Path result() {
        return folder.resolve("result.properties");
    }

    Path log() {
        return folder.resolve("child.log");
    }
}
