package foldback.audio;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The outline of a file's wave form: the lowest and the highest sample of every {@link #FRAMES_PER_PIXEL} frames.
 *
 * <p>Format: BBC audiowaveform .dat, version 2, 16 bit (github.com/bbc/audiowaveform, doc/DataFormat.md).
 *
 * @param pixels how many there are
 * @param lowAndHigh low, high of each channel of the first pixel, then of the second, and so on
 */
public record Peaks(int sampleRateHertz, int framesPerPixel, int channels, int pixels, List<Short> lowAndHigh) {
    public static final int FRAMES_PER_PIXEL = 256;

    static final int VERSION = 2;
    static final int HEADER_BYTES = 24;

    public Peaks {
        lowAndHigh = List.copyOf(lowAndHigh);
    }

    public short low(int pixel, int channel) {
        return lowAndHigh.get(2 * (pixel * channels + channel));
    }

    public short high(int pixel, int channel) {
        return lowAndHigh.get(2 * (pixel * channels + channel) + 1);
    }

    /**
     * Reads a whole file of peaks, of our own making.
     *
     * @throws IOException also if it is no such file
     */
    public static Peaks read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] bytes = new byte[HEADER_BYTES];
        data.readFully(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt() != VERSION || header.getInt() != 0) {
            throw new IOException("not a 16-bit audiowaveform file of version 2");
        }
        int rate = header.getInt();
        int framesPerPixel = header.getInt();
        int pixels = header.getInt();
        int channels = header.getInt();
        List<Short> values = new ArrayList<>();
        for (long i = 0; i < 2L * pixels * channels; i++) {
            values.add(Short.reverseBytes(data.readShort()));
        }
        return new Peaks(rate, framesPerPixel, channels, pixels, values);
    }
}
