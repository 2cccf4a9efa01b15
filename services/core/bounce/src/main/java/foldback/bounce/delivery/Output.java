package foldback.bounce.delivery;

import foldback.dsp.Dither;
import org.jspecify.annotations.Nullable;

/**
 * One kind of file of a delivery: one file, or one for each strip.
 *
 * @param id 1 to 64 of {@code a-z 0-9 -}, unique within the spec
 * @param sampleRateHertz of the files; another than the session's is made by the engine's resampler, before gain and dither
 * @param dither last of all, once; none for floats
 * @param loudness null where nothing is turned up or down
 */
public record Output(
        String id,
        Source source,
        FileFormat format,
        int sampleRateHertz,
        Dither dither,
        @Nullable LoudnessTarget loudness) {}
