package foldback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A stem's WAV that lies somewhere else, second by second, each packed as small as it can be without losing a bit: FLAC of 16 and 24 bits, the
 * samples as they are of everything else. What was read of its header is kept: it can be used for years, from any thread.
 */
public final class StemSeconds {
    /** More than any header of a DAW has; one read instead of many. */
    private static final int WINDOW_BYTES = 64 * 1024;

    private static final int PACKED_16 = 16;
    private static final int PACKED_24 = 24;

    /** Reads parts of it. */
    @FunctionalInterface
    public interface Ranges {
        /** So many bytes from a position, fewer only at the end. */
        byte[] read(long position, int bytes) throws IOException;
    }

    /** How a second is packed. */
    public enum Packing {
        FLAC_16,
        FLAC_24,
        PCM_32,
        FLOAT_32,
        FLOAT_64
    }

    /** A second, and how it is packed; at the end of a stem it is shorter. */
    @SuppressWarnings("ArrayRecordComponent") // made, sent, and never compared
    public record Second(Packing packing, int frames, byte[] bytes) {}

    private final PcmHeader header;

    private StemSeconds(PcmHeader header) {
        this.header = header;
    }

    /**
     * Reads where the audio is.
     *
     * @param bytes of the whole file
     * @throws IOException if it cannot be read, or is no WAV: every stem was one when it was stored
     */
    public static StemSeconds of(String name, long bytes, Ranges ranges) throws IOException {
        try {
            return new StemSeconds(new WavParser(new Window(bytes, ranges), name).parse());
        } catch (RefusedException e) {
            throw new IOException("the stem " + name + " is not what was stored: " + e.getMessage(), e);
        }
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

    /** How many seconds there are, the last perhaps shorter. */
    public long seconds() {
        return (frames() + sampleRate() - 1) / sampleRate();
    }

    /** Reads and packs a second, from 0 on. */
    public Second second(long number, Ranges ranges) throws IOException {
        long first = number * sampleRate();
        if (number < 0 || first >= frames()) {
            throw new IndexOutOfBoundsException("there is no second " + number + " of " + seconds());
        }
        int frames = (int) Math.min(sampleRate(), frames() - first);
        int bytesPerFrame = header.bytesPerFrameInFile();
        byte[] inFile = ranges.read(header.dataOffset() + first * bytesPerFrame, frames * bytesPerFrame);
        if (inFile.length != frames * bytesPerFrame) {
            throw new IOException("a stem became shorter while it was read");
        }
        ByteBuffer samples = littleEndian(inFile, frames);
        return switch (header.format().encoding()) {
            case PCM_16 -> new Second(Packing.FLAC_16, frames, FlacFrames.encode(whole(samples, frames, 2), PACKED_16));
            case PCM_24 -> new Second(Packing.FLAC_24, frames, FlacFrames.encode(whole(samples, frames, 3), PACKED_24));
            case PCM_32 -> new Second(Packing.PCM_32, frames, bytes(samples));
            case FLOAT_32 -> new Second(Packing.FLOAT_32, frames, bytes(samples));
            case FLOAT_64 -> new Second(Packing.FLOAT_64, frames, bytes(samples));
        };
    }

    private ByteBuffer littleEndian(byte[] inFile, int frames) {
        ByteBuffer from = ByteBuffer.wrap(inFile).order(ByteOrder.LITTLE_ENDIAN);
        if (header.layout() == PcmLayout.LITTLE_ENDIAN) {
            return from;
        }
        ByteBuffer converted =
                ByteBuffer.allocate(frames * header.format().bytesPerFrame()).order(ByteOrder.LITTLE_ENDIAN);
        header.layout().convert(from, converted, header.format().encoding().bytesPerSample());
        return converted.flip();
    }

    private static byte[] bytes(ByteBuffer samples) {
        byte[] bytes = new byte[samples.remaining()];
        samples.get(bytes);
        return bytes;
    }

    private int[][] whole(ByteBuffer samples, int frames, int bytesPerSample) {
        int[][] whole = new int[channels()][frames];
        int at = 0;
        for (int i = 0; i < frames; i++) {
            for (int[] channel : whole) {
                channel[i] = bytesPerSample == 2
                        ? samples.getShort(at)
                        : (samples.getShort(at) & 0xFFFF) | (samples.get(at + 2) << 16);
                at += bytesPerSample;
            }
        }
        return whole;
    }

    /** The beginning of a file, and whatever else is asked for in pieces as large. */
    private static final class Window implements ByteSource {
        private final long size;
        private final Ranges ranges;
        private byte[] bytes = new byte[0];
        private long from;

        Window(long size, Ranges ranges) {
            this.size = size;
            this.ranges = ranges;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            if (position >= size) {
                return -1;
            }
            if (position < from || position >= from + bytes.length) {
                from = position;
                bytes = ranges.read(position, (int) Math.min(WINDOW_BYTES, size - position));
                if (bytes.length == 0) {
                    return -1;
                }
            }
            int at = (int) (position - from);
            int count = Math.min(into.remaining(), bytes.length - at);
            into.put(bytes, at, count);
            return count;
        }
    }
}
