package foldback.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes {@link Peaks} while the samples pass by. */
final class PeaksWriter implements Closeable {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final double SCALE = 1 << 15;

    private final PartialFile file;
    private final int sampleRateHertz;
    private final int channels;
    private final double[] low;
    private final double[] high;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int framesIntoPixel;
    private int pixels;

    PeaksWriter(Path target, int sampleRateHertz, int channels) throws IOException {
        this.sampleRateHertz = sampleRateHertz;
        this.channels = channels;
        low = new double[channels];
        high = new double[channels];
        beginPixel();
        file = new PartialFile(target);
        file.append(header());
    }

    void add(double[][] block, int frames) throws IOException {
        int at = 0;
        while (at < frames) {
            int now = Math.min(frames - at, Peaks.FRAMES_PER_PIXEL - framesIntoPixel);
            for (int c = 0; c < channels; c++) {
                widen(c, block[c], at, now);
            }
            at += now;
            framesIntoPixel += now;
            if (framesIntoPixel == Peaks.FRAMES_PER_PIXEL) {
                endPixel();
            }
        }
    }

    private void widen(int channel, double[] samples, int from, int frames) {
        double lowest = low[channel];
        double highest = high[channel];
        for (int i = from; i < from + frames; i++) {
            double x = samples[i];
            lowest = x < lowest ? x : lowest;
            highest = x > highest ? x : highest;
        }
        low[channel] = lowest;
        high[channel] = highest;
    }

    private void endPixel() throws IOException {
        if (buffer.remaining() < 4 * channels) {
            file.append(buffer.flip());
            buffer.clear();
        }
        for (int c = 0; c < channels; c++) {
            buffer.putShort(quantised(low[c])).putShort(quantised(high[c]));
        }
        pixels++;
        beginPixel();
    }

    private void beginPixel() {
        framesIntoPixel = 0;
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    private static short quantised(double sample) {
        return (short) Math.clamp(Math.rint(sample * SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** Completes the file and gives it its name. */
    void finish() throws IOException {
        if (framesIntoPixel > 0) {
            endPixel();
        }
        file.append(buffer.flip());
        file.writeAt(header(), 0);
        file.finish();
    }

    private ByteBuffer header() {
        return ByteBuffer.allocate(Peaks.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Peaks.VERSION)
                .putInt(0)
                .putInt(sampleRateHertz)
                .putInt(Peaks.FRAMES_PER_PIXEL)
                .putInt(pixels)
                .putInt(channels)
                .flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
