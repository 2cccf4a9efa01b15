package foldback.bounce.delivery;

import foldback.audio.Levels;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A signal on its way to a loudness target: measured as it comes and kept as doubles, to be written when its gain is known. */
final class Spool implements Closeable {
    private static final int BATCH_FRAMES = 4096;

    /** Takes the signal again. */
    @FunctionalInterface
    interface Reader {
        void hear(double[][] block, int count) throws IOException;
    }

    private final int channels;
    private final FileChannel file;
    private final LoudnessMeter loudness;
    private final PeakMeter peak;
    private final ByteBuffer bytes;
    private long frames;

    /** @param path of a file that is not there, and that is gone when the spool is closed */
    Spool(Path path, int sampleRateHertz, int channels) throws IOException {
        this.channels = channels;
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        loudness = new LoudnessMeter(sampleRateHertz, channels);
        peak = new PeakMeter(sampleRateHertz, channels);
        bytes = ByteBuffer.allocateDirect(BATCH_FRAMES * channels * Double.BYTES);
    }

    void add(double[][] block, int from, int count) throws IOException {
        loudness.add(block, from, count);
        peak.add(block, from, count);
        for (int at = from; at < from + count; at += BATCH_FRAMES) {
            int end = Math.min(from + count, at + BATCH_FRAMES);
            bytes.clear();
            for (int i = at; i < end; i++) {
                for (int c = 0; c < channels; c++) {
                    bytes.putDouble(block[c][i]);
                }
            }
            bytes.flip();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        frames += count;
    }

    long frames() {
        return frames;
    }

    /** Of everything that came; nothing can be added afterwards. */
    Levels levels() {
        return Levels.of(loudness, peak);
    }

    /**
     * Gives back what came.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    void replay(Reader reader) throws IOException, InterruptedException {
        file.position(0);
        double[][] block = new double[channels][BATCH_FRAMES];
        for (long at = 0; at < frames; at += BATCH_FRAMES) {
            int now = (int) Math.min(BATCH_FRAMES, frames - at);
            bytes.clear().limit(now * channels * Double.BYTES);
            while (bytes.hasRemaining()) {
                if (file.read(bytes) < 0) {
                    throw new EOFException("a spool was cut short");
                }
            }
            bytes.flip();
            for (int i = 0; i < now; i++) {
                for (int c = 0; c < channels; c++) {
                    block[c][i] = bytes.getDouble();
                }
            }
            reader.hear(block, now);
            if (Thread.interrupted()) {
                throw new InterruptedException("the delivery was called off");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
