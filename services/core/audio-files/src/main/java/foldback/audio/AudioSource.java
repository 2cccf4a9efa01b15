package foldback.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Audio that has been found readable, whatever file it came in: frames that can be read anywhere, exactly as they are or as doubles. Not
 * for two threads at once.
 */
public interface AudioSource extends Closeable {
    /** Samples beyond this are no sound (+72 dBFS): the mixer's own limit. */
    double LOUDEST = 4096;

    /** The file's name as sentences show it. */
    String name();

    Container container();

    /** Rate and channels of the file, and the narrowest of our encodings that holds its samples exactly. */
    WavFormat format();

    /** How many there are, exactly. */
    long frames();

    AudioMetadata metadata();

    /** How many frames {@link #readBytes} gives at most. */
    int mostFramesPerRead();

    /**
     * Frames as {@link #format} encodes them: interleaved, little endian.
     *
     * @return at most {@link #mostFramesPerRead} frames, valid until the next read
     * @throws IndexOutOfBoundsException if there are no such frames
     */
    ByteBuffer readBytes(long frame, int count) throws IOException;

    /**
     * Reads frames with full scale at 1.
     *
     * @param frame the first, from 0
     * @param into one array for each channel, filled from index 0
     * @throws IndexOutOfBoundsException if there are no such frames
     */
    default void read(long frame, double[][] into, int count) throws IOException {
        int most = mostFramesPerRead();
        for (int at = 0; at < count; at += most) {
            int now = Math.min(most, count - at);
            format().encoding().decode(readBytes(frame + at, now), into, at, now);
        }
    }

    /** The first frame with a sample that is not a number, or that is beyond +72 dBFS and so no sound. */
    default OptionalLong firstUnusableFrame() throws IOException {
        if (!format().encoding().isFloatingPoint()) {
            return OptionalLong.empty();
        }
        double[][] block = new double[format().channels()][mostFramesPerRead()];
        for (long frame = 0; frame < frames(); frame += block[0].length) {
            int now = (int) Math.min(block[0].length, frames() - frame);
            read(frame, block, now);
            int unusable = firstUnusable(block, now);
            if (unusable < now) {
                return OptionalLong.of(frame + unusable);
            }
        }
        return OptionalLong.empty();
    }

    /** Why a file whose header is right would still be refused as a stem: reads all of it, if its samples are floats. */
    default Optional<Refusal> unusableSamples() throws IOException {
        OptionalLong frame = firstUnusableFrame();
        return frame.isEmpty() ? Optional.empty() : Optional.of(Refusal.unusable(name(), frame.getAsLong()));
    }

    /** The index of the first unusable frame of a block, or its length. */
    static int firstUnusable(double[][] block, int frames) {
        int first = frames;
        for (double[] channel : block) {
            for (int i = 0; i < first; i++) {
                if (!(Math.abs(channel[i]) <= LOUDEST)) {
                    first = i;
                }
            }
        }
        return first;
    }
}
