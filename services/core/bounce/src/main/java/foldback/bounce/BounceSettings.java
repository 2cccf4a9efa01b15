package foldback.bounce;

import foldback.audio.Encoding;
import foldback.dsp.Dither;

/**
 * What the file is to be.
 *
 * @param encoding 16, 24 or 32-bit whole numbers, or 32-bit floats
 * @param dither of 16 and 24 bits; the others have none
 */
public record BounceSettings(Encoding encoding, Dither dither, FrameRange range) {
    public BounceSettings {
        boolean dithered = takesDither(encoding);
        if (encoding == Encoding.FLOAT_64 || (!dithered && dither != Dither.NONE)) {
            throw new IllegalArgumentException("no bounce is " + encoding + " with " + dither + " dither");
        }
    }

    /** A whole song, with triangular dither where there is any. */
    public BounceSettings(Encoding encoding) {
        this(encoding, takesDither(encoding) ? Dither.TRIANGULAR : Dither.NONE, FrameRange.WHOLE);
    }

    /** Whether the steps of an encoding are large enough to be heard without. */
    public static boolean takesDither(Encoding encoding) {
        return encoding == Encoding.PCM_16 || encoding == Encoding.PCM_24;
    }

    public BounceSettings withDither(Dither next) {
        return new BounceSettings(encoding, next, range);
    }

    public BounceSettings withRange(FrameRange next) {
        return new BounceSettings(encoding, dither, next);
    }
}
