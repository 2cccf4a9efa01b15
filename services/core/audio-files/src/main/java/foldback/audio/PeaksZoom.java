package foldback.audio;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** {@link Peaks} further out: so many pixels become one, from their lowest to their highest sample. */
public final class PeaksZoom {
    /** What can be had, in frames a pixel: the first is what is stored. */
    public static final List<Integer> FRAMES_PER_PIXEL = List.of(Peaks.FRAMES_PER_PIXEL, 1024, 4096, 16_384);

    private PeaksZoom() {}

    /**
     * Reduces a file of peaks as it passes by; closes neither stream.
     *
     * @param framesPerPixel one of {@link #FRAMES_PER_PIXEL}
     * @throws IOException also if what comes in is no file of peaks of our own making
     */
    public static void reduce(InputStream in, OutputStream out, int framesPerPixel) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] bytes = new byte[Peaks.HEADER_BYTES];
        data.readFully(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int stored = header.getInt(12);
        int pixels = header.getInt(16);
        int channels = header.getInt(20);
        if (header.getInt(0) != Peaks.VERSION || stored <= 0 || framesPerPixel % stored != 0 || channels < 1) {
            throw new IOException("peaks of " + stored + " frames a pixel do not become such of " + framesPerPixel);
        }
        int together = framesPerPixel / stored;
        header.putInt(12, framesPerPixel).putInt(16, Math.ceilDiv(pixels, together));
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 14);
        buffered.write(bytes);
        ByteBuffer pixel = ByteBuffer.allocate(4 * channels).order(ByteOrder.LITTLE_ENDIAN);
        short[] low = new short[channels];
        short[] high = new short[channels];
        for (int from = 0; from < pixels; from += together) {
            Arrays.fill(low, Short.MAX_VALUE);
            Arrays.fill(high, Short.MIN_VALUE);
            for (int i = from; i < Math.min(pixels, from + together); i++) {
                data.readFully(pixel.array());
                for (int c = 0; c < channels; c++) {
                    low[c] = (short) Math.min(low[c], pixel.getShort(4 * c));
                    high[c] = (short) Math.max(high[c], pixel.getShort(4 * c + 2));
                }
            }
            for (int c = 0; c < channels; c++) {
                pixel.putShort(4 * c, low[c]).putShort(4 * c + 2, high[c]);
            }
            buffered.write(pixel.array());
        }
        buffered.flush();
    }
}
