package foldback.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Writes a canonical WAV file: a fmt chunk of 16 bytes and the data chunk, nothing else, the same bytes for the same audio; behind it, if
 * there is something to say beside the audio, the chunks that say it. RF64 with a ds64 chunk where the longest file promised would not fit into the 4 GB of a WAV.
 *
 * <p>The file gets its name when {@link #finish} has written it whole; closing it before deletes what there is.
 */
public final class WavWriter implements Closeable {
    private static final long LARGEST_RIFF = 0xFFFF_FFFFL;
    private static final int RIFF_HEADER_BYTES = 44;
    private static final int DS64_BYTES = 28;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final PartialFile file;
    private final WavFormat format;
    private final long longestFrames;
    private final boolean large;
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] chunks;
    private long frames;

    /**
     * What was written.
     *
     * @param sha256 of the whole file, 64 lower-case hexadecimal digits
     */
    public record Written(String sha256, long bytes, long frames) {}

    /** @param longestFrames no more than these will come; which of the two headers is used depends on it alone */
    public WavWriter(Path target, WavFormat format, long longestFrames) throws IOException {
        this(target, format, longestFrames, AudioMetadata.NONE, FileTags.NONE);
    }

    /** The same, with what is to be said beside the audio. */
    public WavWriter(Path target, WavFormat format, long longestFrames, AudioMetadata metadata, FileTags tags)
            throws IOException {
        this.format = format;
        chunks = WavChunks.of(metadata, tags);
        this.longestFrames = longestFrames;
        large = isLarge(format, longestFrames, chunks.length);
        file = new PartialFile(target);
        ByteBuffer header = header(format, longestFrames, large, chunks.length);
        digest.update(header.duplicate());
        file.append(header);
    }

    /** Samples as the file's floats: only for a format of {@link Encoding#FLOAT_32} or {@link Encoding#FLOAT_64}. */
    public void writeFloats(double[][] block, int count) throws IOException {
        boolean single = format.encoding() == Encoding.FLOAT_32;
        if (!format.encoding().isFloatingPoint()) {
            throw new IllegalStateException("a file of " + format.encoding() + " takes whole numbers");
        }
        for (int at = 0; at < count; ) {
            int now = Math.min(count - at, BUFFER_BYTES / format.bytesPerFrame());
            buffer.clear();
            for (int i = at; i < at + now; i++) {
                for (int c = 0; c < format.channels(); c++) {
                    if (single) {
                        buffer.putFloat((float) block[c][i]);
                    } else {
                        buffer.putDouble(block[c][i]);
                    }
                }
            }
            writeBytes(buffer.flip());
            at += now;
        }
    }

    /** Samples as whole numbers of the file's word length: only for a PCM format. */
    public void writeIntegers(int[][] block, int count) throws IOException {
        Encoding encoding = format.encoding();
        for (int at = 0; at < count; ) {
            int now = Math.min(count - at, BUFFER_BYTES / format.bytesPerFrame());
            buffer.clear();
            for (int i = at; i < at + now; i++) {
                for (int c = 0; c < format.channels(); c++) {
                    put(encoding, block[c][i]);
                }
            }
            writeBytes(buffer.flip());
            at += now;
        }
    }

    private void put(Encoding encoding, int sample) {
        switch (encoding) {
            case PCM_16 -> buffer.putShort((short) sample);
            case PCM_24 -> buffer.put((byte) sample).put((byte) (sample >> 8)).put((byte) (sample >> 16));
            case PCM_32 -> buffer.putInt(sample);
            case FLOAT_32, FLOAT_64 -> throw new IllegalStateException("a file of " + encoding + " takes floats");
        }
    }

    /** Whole frames, encoded already. */
    void writeBytes(ByteBuffer bytes) throws IOException {
        long more = bytes.remaining() / format.bytesPerFrame();
        if (frames + more > longestFrames) {
            throw new IllegalStateException("more than the " + longestFrames + " frames promised");
        }
        digest.update(bytes.duplicate());
        file.append(bytes);
        frames += more;
    }

    /** Completes the file and gives it its name. */
    public Written finish() throws IOException {
        Written written = complete();
        publish();
        return written;
    }

    /** Completes the file, which has its name only once it is {@link #publish published}. */
    Written complete() throws IOException {
        long audioBytes = frames * format.bytesPerFrame();
        if ((audioBytes & 1) == 1) {
            ByteBuffer padding = ByteBuffer.allocate(1);
            digest.update(padding.duplicate());
            file.append(padding);
        }
        digest.update(chunks);
        file.append(ByteBuffer.wrap(chunks));
        String sha256;
        if (frames == longestFrames) {
            sha256 = Sha256.hex(digest);
        } else {
            file.writeAt(header(format, frames, large, chunks.length), 0);
            sha256 = hashAgain();
        }
        return new Written(sha256, file.channel().size(), frames);
    }

    /** Gives the completed file its name. */
    void publish() throws IOException {
        file.finish();
    }

    /** The header changed after it had been hashed. */
    private String hashAgain() throws IOException {
        MessageDigest again = Sha256.digest();
        long at = 0;
        while (true) {
            buffer.clear();
            int read = file.channel().read(buffer, at);
            if (read < 0) {
                return Sha256.hex(again);
            }
            again.update(buffer.flip());
            at += read;
        }
    }

    private static boolean isLarge(WavFormat format, long frames) {
        return isLarge(format, frames, 0);
    }

    private static boolean isLarge(WavFormat format, long frames, int chunkBytes) {
        return frames > (LARGEST_RIFF - RIFF_HEADER_BYTES - chunkBytes) / format.bytesPerFrame();
    }

    /** The header of a file of as many frames as were promised. */
    static ByteBuffer header(WavFormat format, long frames) {
        return header(format, frames, isLarge(format, frames), 0);
    }

    private static ByteBuffer header(WavFormat format, long frameCount, boolean large, int chunkBytes) {
        long audioBytes = frameCount * format.bytesPerFrame();
        long padded = audioBytes + (audioBytes & 1);
        int headerBytes = RIFF_HEADER_BYTES + (large ? 8 + DS64_BYTES : 0);
        long riffBytes = headerBytes - 8 + padded + chunkBytes;
        ByteBuffer h = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        text(h, large ? "RF64" : "RIFF").putInt(large ? -1 : (int) riffBytes);
        text(h, "WAVE");
        if (large) {
            text(h, "ds64").putInt(DS64_BYTES).putLong(riffBytes).putLong(audioBytes);
            h.putLong(frameCount).putInt(0);
        }
        text(h, "fmt ").putInt(16).putShort(format.encoding().formatTag());
        h.putShort((short) format.channels()).putInt(format.sampleRateHertz());
        h.putInt(format.sampleRateHertz() * format.bytesPerFrame()).putShort((short) format.bytesPerFrame());
        h.putShort((short) (8 * format.encoding().bytesPerSample()));
        text(h, "data").putInt(large ? -1 : (int) audioBytes);
        return h.flip();
    }

    private static ByteBuffer text(ByteBuffer into, String ascii) {
        return into.put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
