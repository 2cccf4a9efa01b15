package foldback.audio;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A WAV, RF64 or BW64 file that has been found readable: PCM of 16, 24 or 32 bits or floats of 32 or 64, one or two channels. Not
 * for two threads at once; open it twice.
 */
public final class WavFile implements Closeable {
    /** Samples beyond this are no sound (+72 dBFS): the mixer's own limit. */
    static final double LOUDEST = 4096;

    private static final int BUFFER_BYTES = 96 * 1024; // 4096 frames and more of every format
    private static final int LONGEST_NAME = 80;

    private final FileChannel channel;
    private final String name;
    private final WavHeader header;
    private final ByteBuffer buffer;

    /** What came of opening a file. */
    public sealed interface Opened {
        /** The caller closes it. */
        record Accepted(WavFile file) implements Opened {}

        record Refused(Refusal refusal) implements Opened {}
    }

    private WavFile(FileChannel channel, String name, WavHeader header) {
        this.channel = channel;
        this.name = name;
        this.header = header;
        int frameBytes = header.format().bytesPerFrame();
        int bytes = (int) Math.min(BUFFER_BYTES / frameBytes, header.frames()) * frameBytes;
        buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static Opened open(Path file) throws IOException {
        Path last = file.getFileName();
        return open(file, last == null ? file.toString() : last.toString());
    }

    /**
     * Opens a file, whatever is in it.
     *
     * @param fileName as its owner calls it, for the sentence of a refusal
     * @throws IOException if the disk fails; never because of what the file says
     */
    public static Opened open(Path file, String fileName) throws IOException {
        String name = shown(fileName);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean taken = false;
        try {
            WavFile readable = new WavFile(channel, name, new WavParser(channel, name).parse());
            taken = true;
            return new Opened.Accepted(readable);
        } catch (RefusedException e) {
            return new Opened.Refused(e.refusal());
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static String shown(String fileName) {
        String excerpt = fileName.length() <= LONGEST_NAME ? fileName : fileName.substring(0, LONGEST_NAME) + "...";
        return excerpt.replaceAll("\\p{Cntrl}", "?");
    }

    public WavFormat format() {
        return header.format();
    }

    public int channels() {
        return header.format().channels();
    }

    public int sampleRate() {
        return header.format().sampleRateHertz();
    }

    public long frames() {
        return header.frames();
    }

    /** The file's name as sentences show it. */
    String name() {
        return name;
    }

    /**
     * Reads frames; takes no memory.
     *
     * @param frame the first, from 0
     * @param into one array for each channel, filled from index 0
     * @throws IndexOutOfBoundsException if the file has no such frames
     */
    public void read(long frame, double[][] into, int count) throws IOException {
        int most = mostFramesPerRead();
        for (int at = 0; at < count; at += most) {
            int now = Math.min(most, count - at);
            format().encoding().decode(readBytes(frame + at, now), into, at, now);
        }
    }

    /** The first frame with a sample that is not a number, or that is beyond +72 dBFS and so no sound. */
    public OptionalLong firstUnusableFrame() throws IOException {
        if (!format().encoding().isFloatingPoint()) {
            return OptionalLong.empty();
        }
        double[][] block = new double[channels()][mostFramesPerRead()];
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
    public Optional<Refusal> unusableSamples() throws IOException {
        OptionalLong frame = firstUnusableFrame();
        return frame.isEmpty() ? Optional.empty() : Optional.of(RenderReady.unusable(this, frame.getAsLong()));
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

    int mostFramesPerRead() {
        return buffer.capacity() / format().bytesPerFrame();
    }

    /**
     * Reads frames as they stand in the file; takes no memory. For any number of threads at once.
     *
     * @param into filled from index 0
     * @throws IndexOutOfBoundsException if the file has no such frames
     */
    public void readPacked(long frame, ByteBuffer into, int count) throws IOException {
        if (frame < 0 || count < 0 || frame > frames() - count) {
            throw new IndexOutOfBoundsException(
                    "frames " + frame + " to " + (frame + count) + " of a file of " + frames());
        }
        long position = header.dataOffset() + frame * format().bytesPerFrame();
        into.clear().limit(count * format().bytesPerFrame());
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position()) < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
        }
    }

    /** Frames as they stand in the file, at most {@link #mostFramesPerRead}; valid until the next read. */
    ByteBuffer readBytes(long frame, int count) throws IOException {
        readPacked(frame, buffer, count);
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
