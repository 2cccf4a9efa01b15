package foldback.audio;

import java.nio.ByteBuffer;

/** How a sample is written in a file: little endian, full scale is 1. */
public enum Encoding {
    PCM_16(2, false),
    PCM_24(3, false),
    PCM_32(4, false),
    FLOAT_32(4, true),
    FLOAT_64(8, true);

    private static final double SCALE_16 = 1.0 / (1 << 15);
    private static final double SCALE_24 = 1.0 / (1 << 23);
    private static final double SCALE_32 = 1.0 / (1L << 31);

    private final int bytesPerSample;
    private final boolean floatingPoint;

    Encoding(int bytesPerSample, boolean floatingPoint) {
        this.bytesPerSample = bytesPerSample;
        this.floatingPoint = floatingPoint;
    }

    public int bytesPerSample() {
        return bytesPerSample;
    }

    public boolean isFloatingPoint() {
        return floatingPoint;
    }

    /** The tag of a WAV file's fmt chunk. */
    short formatTag() {
        return (short) (floatingPoint ? 3 : 1);
    }

    /**
     * Decodes interleaved frames from the start of a buffer.
     *
     * @param into one array for each channel
     * @param at the index in {@code into} of the first frame
     */
    void decode(ByteBuffer from, double[][] into, int at, int frames) {
        if (this == PCM_24 && into.length == 2) {
            decodeStereo24(from, into[0], into[1], at, frames);
            return;
        }
        for (int c = 0; c < into.length; c++) {
            decodeChannel(from, c * bytesPerSample, into.length * bytesPerSample, into[c], at, frames);
        }
    }

    private void decodeChannel(ByteBuffer from, int first, int stride, double[] out, int at, int frames) {
        int p = first;
        switch (this) {
            case PCM_16 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    out[i] = from.getShort(p) * SCALE_16;
                }
            }
            case PCM_24 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    out[i] = read24(from, p) * SCALE_24;
                }
            }
            case PCM_32 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    out[i] = from.getInt(p) * SCALE_32;
                }
            }
            case FLOAT_32 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    out[i] = from.getFloat(p);
                }
            }
            case FLOAT_64 -> {
                for (int i = at; i < at + frames; i++, p += stride) {
                    out[i] = from.getDouble(p);
                }
            }
        }
    }

    /** What most stems are: both samples of a frame, and two bytes of the next, are one read of 64 bits. */
    private static void decodeStereo24(ByteBuffer from, double[] left, double[] right, int at, int frames) {
        int together =
                Math.max(0, Math.min(frames, from.limit() < Long.BYTES ? 0 : (from.limit() - Long.BYTES) / 6 + 1));
        int p = 0;
        for (int i = at; i < at + together; i++, p += 6) {
            long frame = from.getLong(p);
            left[i] = ((int) frame << 8 >> 8) * SCALE_24;
            right[i] = ((int) (frame >> 16) >> 8) * SCALE_24;
        }
        for (int i = at + together; i < at + frames; i++, p += 6) {
            left[i] = read24(from, p) * SCALE_24;
            right[i] = read24(from, p + 3) * SCALE_24;
        }
    }

    private static int read24(ByteBuffer from, int p) {
        return (from.get(p) & 0xFF) | (from.get(p + 1) & 0xFF) << 8 | from.get(p + 2) << 16;
    }
}
