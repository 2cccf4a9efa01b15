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
        int stride = into.length * bytesPerSample;
        for (int c = 0; c < into.length; c++) {
            double[] out = into[c];
            int p = c * bytesPerSample;
            for (int i = at; i < at + frames; i++, p += stride) {
                out[i] = switch (this) {
                    case PCM_16 -> from.getShort(p) * SCALE_16;
                    case PCM_24 -> read24(from, p) * SCALE_24;
                    case PCM_32 -> from.getInt(p) * SCALE_32;
                    case FLOAT_32 -> from.getFloat(p);
                    case FLOAT_64 -> from.getDouble(p);
                };
            }
        }
    }

    private static int read24(ByteBuffer from, int p) {
        return (from.get(p) & 0xFF) | (from.get(p + 1) & 0xFF) << 8 | from.get(p + 2) << 16;
    }
}
